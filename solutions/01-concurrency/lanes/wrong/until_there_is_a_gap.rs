//! misconception: overlap-is-passed-on
//! Sorts the spans and keeps counting until there is a gap. That's the usual way to
//! merge spans, but it answers a different question.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let mut spans: Vec<_> = spans.iter().filter(|it| it.kind == kind).collect();
    spans.sort_by_key(|it| it.start);
    let (mut most, mut together, mut busy_until) = (0, 0, 0);
    for span in spans {
        if span.start >= busy_until {
            together = 0;
        }
        together += 1;
        busy_until = busy_until.max(span.end);
        most = most.max(together);
    }
    most
}
