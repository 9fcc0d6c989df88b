//! misconception: recovering-begins-anew
//! The `?` plays the role of an exception, and the loop that of a `try`. But an
//! error ends the shift, and the shift's total is lost.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let _burning = Burning(oven);
    loop {
        match shift(&co).await {
            Err(Trouble::Burnt) => {}
            end => return end,
        }
    }
}

async fn shift(co: &Co<u32, Sent>) -> Sent {
    let mut total = 0;
    while total < 100 {
        total += co.yield_(total).await?;
    }
    Ok(total)
}

struct Burning(Oven);

impl Drop for Burning {
    fn drop(&mut self) {
        self.0.put_out();
    }
}
