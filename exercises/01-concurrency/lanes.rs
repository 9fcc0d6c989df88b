//! # Lanes under a ruler                                      build, 15 minutes
//!
//! A lesson's picture is made of spans: from `start` to `end` something holds a
//! thread (`Kind::Cpu`) or waits (`Kind::Wait`). Lay a ruler upright on the picture,
//! move it from left to right, and count the spans of one kind that it crosses. What
//! is the most that it ever crosses at one instant?
//!
//! Given: a `Span` has the fields `start` and `end`, milliseconds in a `u64`, and
//! `kind`. A span begins at its start and is over at its end, so it is not under way
//! at `end` itself. Every span ends later than it starts. They stand in no order at
//! all, and there may be none.
//! Judged by the number: for small pictures, for none, and for many that are drawn
//! at random, of which every single millisecond is looked at.
//! Taught in lessons/01-concurrency, "Two stones".

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    // TODO: find the most spans of this kind that are under way at one instant.
    todo!("the greatest overlap of kind {kind:?}")
}
