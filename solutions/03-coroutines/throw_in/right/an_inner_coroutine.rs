//! An inner coroutine asks until it gets an order. If there is a fire, the `?`
//! returns it.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let _burning = Burning(oven);
    let mut total = 0;
    while total < 100 {
        total += order(&co, total).await?;
    }
    Ok(total)
}

async fn order(co: &Co<u32, Sent>, total: u32) -> Sent {
    loop {
        let sent = co.yield_(total).await;
        if sent != Err(Trouble::Burnt) {
            return sent;
        }
    }
}

struct Burning(Oven);

impl Drop for Burning {
    fn drop(&mut self) {
        self.0.put_out();
    }
}
