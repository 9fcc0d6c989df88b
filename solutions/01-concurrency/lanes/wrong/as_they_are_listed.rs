//! misconception: rows-stand-in-order
//! The rows of a picture usually start one after the other.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let mut under_way: Vec<&Span> = Vec::new();
    let mut most = 0;
    for span in spans.iter().filter(|it| it.kind == kind) {
        under_way.retain(|it| span.start < it.end);
        under_way.push(span);
        most = most.max(under_way.len());
    }
    most
}
