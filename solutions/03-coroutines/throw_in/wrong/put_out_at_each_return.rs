//! misconception: the-end-is-reached
//! Handles both returns, but not a caller that drops the baker.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let mut total = 0;
    while total < 100 {
        match co.yield_(total).await {
            Ok(loaves) => total += loaves,
            Err(Trouble::Burnt) => {}
            Err(Trouble::Fire) => {
                oven.put_out();
                return Err(Trouble::Fire);
            }
        }
    }
    oven.put_out();
    Ok(total)
}
