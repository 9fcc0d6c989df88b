//! misconception: touching-is-overlap
//! "From start to end" reads like `start..=end`.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let spans: Vec<_> = spans.iter().filter(|it| it.kind == kind).collect();
    let crossed =
        |time| spans.iter().filter(|it| (it.start..=it.end).contains(&time)).count();
    spans.iter().map(|it| crossed(it.start)).max().unwrap_or(0)
}
