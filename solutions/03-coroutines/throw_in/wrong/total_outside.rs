//! misconception: pausing-forgets
//! A value that must survive a pause is stored outside, where the next baker finds
//! it.

use crate::{Oven, Trouble};
use genawaiter::rc::Co;
use std::cell::Cell;

type Sent = Result<u32, Trouble>;

thread_local! {
    static TOTAL: Cell<u32> = const { Cell::new(0) };
}

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    let _burning = Burning(oven);
    TOTAL.set(0);
    while TOTAL.get() < 100 {
        match co.yield_(TOTAL.get()).await {
            Ok(loaves) => TOTAL.set(TOTAL.get() + loaves),
            Err(Trouble::Burnt) => {}
            Err(Trouble::Fire) => return Err(Trouble::Fire),
        }
    }
    Ok(TOTAL.get())
}

struct Burning(Oven);

impl Drop for Burning {
    fn drop(&mut self) {
        self.0.put_out();
    }
}
