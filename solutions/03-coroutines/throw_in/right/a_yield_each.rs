//! Each case has its own yield, and the next pass looks at the value that the yield
//! returned.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let _burning = Burning(oven);
    let mut total = 0;
    let mut sent = co.yield_(0).await;
    loop {
        sent = match sent {
            Ok(loaves) if total + loaves >= 100 => return Ok(total + loaves),
            Ok(loaves) => {
                total += loaves;
                co.yield_(total).await
            }
            Err(Trouble::Burnt) => co.yield_(total).await,
            fire => return fire,
        };
    }
}

struct Burning(Oven);

impl Drop for Burning {
    fn drop(&mut self) {
        self.0.put_out();
    }
}
