//! The ruler need only stop where a span starts.
//!
//! Between two starts spans only end, so no peak begins there. At the start of each
//! span it counts all that are under way, this one too: begun, and not yet over. The
//! order of the spans does not matter, and of no spans the maximum is 0. With `n`
//! spans it makes `n * n` looks; `right/sweep.rs` makes fewer, and has more to get
//! wrong.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let of_kind = || spans.iter().filter(|it| it.kind == kind);
    let under_way =
        |time| of_kind().filter(|it| it.start <= time && time < it.end).count();
    of_kind().map(|it| under_way(it.start)).max().unwrap_or(0)
}
