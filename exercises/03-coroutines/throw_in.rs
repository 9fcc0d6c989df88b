//! # Thrown in                                                build, 15 minutes
//!
//! Write the body of a coroutine: a baker. What is sent to her is one of these.
//!
//! - `Ok(loaves)`: so many more are baked. She answers with all loaves so far, or,
//!   if these are 100 or more, returns `Ok` of their number.
//! - `Err(Trouble::Burnt)`: bad luck. She answers with all loaves so far, and goes on.
//! - `Err(Trouble::Fire)`: she returns `Err(Trouble::Fire)`.
//!
//! Given: the signature, and an oven that burns. However the baker ends, and be it
//! that her caller drops her, `oven.put_out()` has to be called: once, and not
//! before. To drop an `Oven` leaves it burning.
//! The check primes her; what she yields to that does not matter.
//! Judged by the answers, by what she returns, and by the oven, for orders and
//! troubles of every kind.
//! Taught in lessons/03-coroutines, "Sent into the middle".

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    // TODO: answer the orders, survive the burnt ones, and put the oven out.
    todo!("bread");
}
