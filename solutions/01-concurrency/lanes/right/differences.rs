//! Adds up the changes at each instant. An end and a start at the same instant
//! cancel out.

use crate::{Kind, Span};
use std::collections::BTreeMap;

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let mut changes = BTreeMap::<u64, i64>::new();
    for span in spans.iter().filter(|span| span.kind == kind) {
        *changes.entry(span.start).or_default() += 1;
        *changes.entry(span.end).or_default() -= 1;
    }
    let sums = changes.values().scan(0, |sum, change| {
        *sum += change;
        Some(*sum)
    });
    let most = sums.max().unwrap_or(0);
    most.try_into().expect("no more spans end than have started")
}
