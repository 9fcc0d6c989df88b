//! # Lanes under a ruler
//!
//! **build, 15 minutes**
//!
//! A picture in a lesson is made of spans: from `start` to `end`, something holds a
//! thread (`Kind::Cpu`) or waits (`Kind::Wait`). Lay a ruler vertically across the
//! picture, move it from left to right, and count the spans of one kind that it
//! crosses at each instant. Return the largest count.
//!
//! **Given:**
//!
//! ```text
//! struct Span {
//!     start: u64,  // milliseconds
//!     end: u64,    // always later than `start`
//!     kind: Kind,
//! }
//! enum Kind { Cpu, Wait }  // can be compared with `==`
//! ```
//!
//! A span begins at `start` and is over at `end`: it doesn't overlap a span that
//! starts at its `end`. The spans are in no particular order, and the list may be
//! empty.
//!
//! **Judged:** by the number that you return for pictures with 0 to 300 spans and up
//! to 100 seconds, some of them random. It must be the largest number that you'd get
//! by counting at every millisecond.
//!
//! **Taught in:** lessons/01-concurrency, "Two stones".

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    // TODO: find the largest number of spans of this kind at any instant.
    todo!("the greatest overlap of kind {kind:?}")
}
