//! The yield returns a `Result`, and one `match` decides what each value means.
//!
//! Only the guard puts the oven out. The guard is dropped in each of the three
//! cases, even when the caller drops the baker. One yield receives both orders and
//! troubles, so no order is lost after a burnt batch.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let _burning = Burning(oven);
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

/// An oven that is put out when this is dropped.
struct Burning(Oven);

impl Drop for Burning {
    fn drop(&mut self) {
        self.0.put_out();
    }
}
