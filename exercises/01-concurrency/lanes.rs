//! # Lanes under a ruler
//!
//! **build, 15 minutes**
//!
//! A lesson's picture is made of spans: from `start` to `end`, something holds a
//! thread (`Kind::Cpu`) or waits (`Kind::Wait`). Lay a ruler upright on the picture,
//! move it from left to right, and count the spans of one kind that it crosses.
//! Return the most that it ever crosses at one instant.
//!
//! **Given:**
//!
//! ```text
//! struct Span {
//!     start: u64,  // milliseconds
//!     end: u64,    // always later than `start`
//!     kind: Kind,
//! }
//! ```
//!
//! A span begins at its start and is over at its end, so it is not under way at
//! `end` itself. The spans are in no particular order, and there may be none.
//!
//! **Judged:** by the number, for small pictures, for none, and for many that are
//! drawn at random; the expected number comes from a look at every single
//! millisecond.
//!
//! **Taught in:** lessons/01-concurrency, "Two stones".

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    // TODO: find the most spans of this kind that are under way at one instant.
    todo!("the greatest overlap of kind {kind:?}")
}
