//! misconception: an-error-is-the-end
//! A `?` after every `Result`, out of habit.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let _burning = Burning(oven);
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
