//! misconception: touching-is-overlap
//! A sweep in which starts come before ends at the same instant: `true` sorts after
//! `false`.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let mut steps = Vec::new();
    for span in spans.iter().filter(|it| it.kind == kind) {
        steps.push((span.start, false));
        steps.push((span.end, true));
    }
    steps.sort();
    let (mut now, mut most) = (0, 0);
    for (_, is_end) in steps {
        if is_end {
            now -= 1;
        } else {
            now += 1;
        }
        most = most.max(now);
    }
    most
}
