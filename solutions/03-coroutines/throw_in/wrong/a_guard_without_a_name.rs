//! tests-failed: the oven is out
//! The guard is not used, so it gets no name. But `let _ =` drops it immediately.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let _ = Burning(oven);
    let mut total = 0;
    while total < 100 {
        match co.yield_(total).await {
            Ok(loaves) => total += loaves,
            Err(Trouble::Burnt) => {}
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
