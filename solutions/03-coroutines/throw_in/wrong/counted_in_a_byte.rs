//! tests-failed: given [Ok(99), Ok(1000)]
//! The number 100 fits in a byte. But the last order might not.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

struct PutOut(Oven);

impl Drop for PutOut {
    fn drop(&mut self) {
        self.0.put_out();
    }
}

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let _oven = PutOut(oven);
    let mut total = 0u8;
    loop {
        match co.yield_(total.into()).await {
            Ok(n) => {
                total += n as u8;
                if total >= 100 {
                    return Ok(total.into());
                }
            }
            Err(Trouble::Burnt) => {}
            Err(t @ Trouble::Fire) => return Err(t),
        }
    }
}
