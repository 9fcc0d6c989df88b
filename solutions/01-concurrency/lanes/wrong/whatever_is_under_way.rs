//! misconception: waits-look-like-work
//! What is under way together is busy together, so the kind makes no difference.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let at =
        |time| spans.iter().filter(|it| it.start <= time && time < it.end).count();
    spans.iter().map(|it| at(it.start)).max().unwrap_or(0)
}
