//! Each order is a new call. The guard is created outside all of these calls.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

struct Guard(Oven);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.put_out();
    }
}

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let guard = Guard(oven);
    let r = serve(&co, 0).await;
    drop(guard);
    r
}

async fn serve(co: &Co<u32, Sent>, n: u32) -> Result<u32, Trouble> {
    let n = match co.yield_(n).await {
        Ok(m) => n + m,
        Err(Trouble::Fire) => return Err(Trouble::Fire),
        _ => n,
    };
    if n >= 100 { Ok(n) } else { Box::pin(serve(co, n)).await }
}
