//! misconception: overlap-is-passed-on
//! Picks the span that overlaps the most other spans, which looks like the peak.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let spans: Vec<_> = spans.iter().filter(|it| it.kind == kind).collect();
    let mut most = 0;
    for one in &spans {
        let mut met = 0;
        for other in &spans {
            if one.start < other.end && other.start < one.end {
                met += 1;
            }
        }
        most = most.max(met);
    }
    most
}
