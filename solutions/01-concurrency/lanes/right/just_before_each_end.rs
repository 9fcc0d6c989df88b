//! Spans that overlap still overlap just before the first of them ends.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let of_kind: Vec<_> = spans.iter().filter(|it| it.kind == kind).collect();
    let just_before =
        |time| of_kind.iter().filter(|it| it.start < time && time <= it.end).count();
    of_kind.iter().map(|it| just_before(it.end)).max().unwrap_or_default()
}
