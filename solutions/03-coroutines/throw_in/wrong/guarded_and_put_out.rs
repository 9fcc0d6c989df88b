//! misconception: guard-only-for-accidents
//! The guard is meant for a fire and for a drop. At the normal end, the body puts
//! the oven out itself.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let burning = Burning(oven);
    let mut total = 0;
    while total < 100 {
        match co.yield_(total).await {
            Ok(loaves) => total += loaves,
            Err(Trouble::Burnt) => {}
            Err(Trouble::Fire) => return Err(Trouble::Fire),
        }
    }
    burning.0.put_out();
    Ok(total)
}

struct Burning(Oven);

impl Drop for Burning {
    fn drop(&mut self) {
        self.0.put_out();
    }
}
