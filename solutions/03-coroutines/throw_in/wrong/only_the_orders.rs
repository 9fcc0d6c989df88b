//! misconception: an-error-ends-it-unasked
//! Uses only the values that it needs. An error is expected to end the body by
//! itself, as an exception does.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let _burning = Burning(oven);
    let mut total = 0;
    while total < 100 {
        if let Ok(loaves) = co.yield_(total).await {
            total += loaves;
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
