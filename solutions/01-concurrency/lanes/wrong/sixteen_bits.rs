//! tests-failed: Wait from 65536 to 66000
//! Stores times as 16-bit numbers, which overflow after 65 seconds.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let spans = spans.iter().filter(|it| it.kind == kind);
    let spans: Vec<_> = spans.map(|it| (it.start as u16, it.end as u16)).collect();
    let at = |time| spans.iter().filter(|it| it.0 <= time && time < it.1).count();
    spans.iter().map(|it| at(it.0)).max().unwrap_or(0)
}
