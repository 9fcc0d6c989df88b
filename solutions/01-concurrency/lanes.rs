//! The ruler only has to stop where a span starts.
//!
//! Between two starts, spans only end, so no peak begins there. At the start of each
//! span, this code counts the spans that have begun and aren't over yet, including
//! this one. The order of the spans doesn't matter, and without spans, the maximum
//! is 0. With `n` spans, it does `n * n` comparisons. `right/sweep.rs` does fewer,
//! but is easier to get wrong.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let of_kind = || spans.iter().filter(|it| it.kind == kind);
    let under_way =
        |time| of_kind().filter(|it| it.start <= time && time < it.end).count();
    of_kind().map(|it| under_way(it.start)).max().unwrap_or(0)
}
