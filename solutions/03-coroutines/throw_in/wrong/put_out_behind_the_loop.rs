//! tests-failed: `Err(Fire)`, but the oven still burns
//! The last line cleans up, but if the `?` returns, that line never runs.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let mut total = 0;
    while total < 100 {
        let sent = co.yield_(total).await;
        if sent != Err(Trouble::Burnt) {
            total += sent?;
        }
    }
    oven.put_out();
    Ok(total)
}
