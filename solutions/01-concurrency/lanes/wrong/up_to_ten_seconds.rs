//! tests-failed: Wait from 98000 to 100000
//! No picture so far has been longer than ten seconds.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let at = |time| {
        let crossed =
            |it: &&Span| it.kind == kind && it.start <= time && time < it.end;
        spans.iter().filter(crossed).count()
    };
    (0..10_000).map(at).max().unwrap_or(0)
}
