//! misconception: a-yield-takes-or-answers
//! A trouble needs an answer, so it gets its own yield. That yield receives the next
//! order and ignores it.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let _burning = Burning(oven);
    let mut total = 0;
    while total < 100 {
        match co.yield_(total).await {
            Ok(loaves) => total += loaves,
            Err(Trouble::Burnt) => {
                co.yield_(total).await?;
            }
            Err(Trouble::Fire) => return Err(Trouble::Fire),
        }
    }
    Ok(total)
}

struct Burning(Oven);

impl Drop for Burning {
    fn drop(&mut self) {
        self.0.put_out();
    }
}
