//! The ruler stops at every millisecond.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let mut most = 0;
    let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
    for time in 0..last {
        let mut crossed = 0;
        for span in spans {
            if span.kind == kind && (span.start..span.end).contains(&time) {
                crossed += 1;
            }
        }
        most = most.max(crossed);
    }
    most
}
