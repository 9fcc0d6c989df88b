//! tests-failed: given []: the baker is dropped at a yield, but the oven still burns
//! The first order lights the oven, so the guard is made after it.

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
    let mut total = 0;
    let mut sent = co.yield_(total).await;
    let _guard = Guard(oven);
    loop {
        match sent {
            Ok(loaves) => total += loaves,
            Err(Trouble::Burnt) => {}
            Err(Trouble::Fire) => return Err(Trouble::Fire),
        }
        if total >= 100 {
            return Ok(total);
        }
        sent = co.yield_(total).await;
    }
}
