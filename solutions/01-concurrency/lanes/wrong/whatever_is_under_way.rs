//! misconception: waits-look-like-work
//! Things in progress at the same time seem busy at the same time, so this code
//! ignores the kind.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let at =
        |time| spans.iter().filter(|it| it.start <= time && time < it.end).count();
    spans.iter().map(|it| at(it.start)).max().unwrap_or(0)
}
