//! # Thrown in
//!
//! **build, 15 minutes**
//!
//! Write the body of a coroutine: a baker. Each value that she is sent is one of
//! these:
//!
//! - `Ok(loaves)`: this many more loaves are baked. If there are now 100 or more,
//!   she returns `Ok` of the number of all loaves; otherwise she yields that number.
//! - `Err(Trouble::Burnt)`: bad luck. She yields the number of all loaves so far,
//!   and goes on.
//! - `Err(Trouble::Fire)`: she returns `Err(Trouble::Fire)`.
//!
//! `oven.put_out()` must be called exactly once, when the baker ends and not before.
//! Being dropped by the caller counts as an end.
//!
//! **Given:** the signature, and an oven that burns:
//!
//! ```text
//! impl Oven {
//!     fn put_out(&self);  // dropping an Oven leaves it burning
//! }
//! ```
//!
//! The check primes the baker. What she yields then does not matter.
//!
//! **Judged:** by what she yields and returns, and by the oven, for orders and
//! troubles of every kind.
//!
//! **Taught in:** lessons/03-coroutines, "Sent into the middle".

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    // TODO: answer the orders, survive the burnt ones, and put the oven out.
    todo!("bread");
}
