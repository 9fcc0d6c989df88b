//! misconception: overlap-is-passed-on
//! Each span begins before the previous one has ended, so all of them are counted
//! together.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let mut spans: Vec<_> = spans.iter().filter(|it| it.kind == kind).collect();
    spans.sort();
    let (mut most, mut together) = (usize::from(!spans.is_empty()), 1);
    for pair in spans.windows(2) {
        together = if pair[1].start < pair[0].end { together + 1 } else { 1 };
        most = most.max(together);
    }
    most
}
