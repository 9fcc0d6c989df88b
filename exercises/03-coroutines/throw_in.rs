//! # Thrown in
//!
//! **build, 15 minutes**
//!
//! Write the body of a coroutine: a baker. The baker keeps a total of all loaves
//! baked so far. Each value sent to the baker is one of these:
//!
//! - `Ok(loaves)`: add `loaves` to the total. If the total is now 100 or more,
//!   return `Ok(total)`; otherwise yield the total.
//! - `Err(Trouble::Burnt)`: a batch burned. Yield the unchanged total and continue.
//! - `Err(Trouble::Fire)`: return `Err(Trouble::Fire)`.
//!
//! `oven.put_out()` must be called exactly once, when the baker ends and not
//! before. If the caller drops the baker, that also counts as an end.
//!
//! **Given:** the signature, and these types:
//!
//! ```text
//! #[derive(Clone, Copy, Debug, PartialEq, Eq)]
//! enum Trouble {
//!     Burnt,
//!     Fire,
//! }
//!
//! impl Oven {
//!     fn put_out(&self);  // dropping an Oven does not put it out
//! }
//! ```
//!
//! The check primes the baker, once. The value that the baker yields then does not
//! matter. One order may be for far more than 100 loaves, but the total always fits
//! in a `u32`.
//!
//! **Judged:** by what the baker yields and returns, and by when and how often the
//! oven is put out: with orders of every size, with each kind of trouble, and when
//! the caller drops the baker. Two bakers must not affect each other if they are
//! resumed alternately.
//!
//! **Taught in:** lessons/03-coroutines, "Sent into the middle".

use crate::{Oven, Trouble};
use genawaiter::rc::Co;

type Sent = Result<u32, Trouble>;

pub async fn baker(co: Co<u32, Sent>, oven: Oven) -> Result<u32, Trouble> {
    // TODO: answer each order, survive a burnt batch, and put the oven out.
    todo!("bread");
}
