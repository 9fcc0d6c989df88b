//! Counts how many rows are needed to draw the spans without overlap. When the span
//! in a row is over, the row is reused.

use crate::{Kind, Span};
use std::{cmp::Reverse, collections::BinaryHeap};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let mut spans: Vec<_> = spans.iter().filter(|it| it.kind == kind).collect();
    spans.sort_by_key(|it| it.start);
    let mut rows = BinaryHeap::new();
    for span in spans {
        if rows.peek().is_some_and(|&Reverse(end)| end <= span.start) {
            rows.pop();
        }
        rows.push(Reverse(span.end));
    }
    rows.len()
}
