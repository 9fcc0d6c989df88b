//! The function is not async. It creates the guard when it's called and moves the
//! guard into the body. A burnt batch counts as 0 loaves.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub fn baker(
    co: Co<u32, Sent>,
    oven: Oven,
) -> impl Future<Output = Result<u32, Trouble>> {
    let burning = Burning(oven);
    async move {
        let _burning = burning;
        let mut total = 0;
        loop {
            let sent = co.yield_(total).await;
            total += sent.or_else(|trouble| match trouble {
                Trouble::Burnt => Ok(0),
                Trouble::Fire => Err(trouble),
            })?;
            if total >= 100 {
                return Ok(total);
            }
        }
    }
}

struct Burning(Oven);

impl Drop for Burning {
    fn drop(&mut self) {
        self.0.put_out();
    }
}
