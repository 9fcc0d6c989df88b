//! tests-failed: it panicked
//! In 100,000 ms, there are 100,000 instants.

use crate::{Kind, Span};

const LONGEST: usize = 100_000;

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let mut changes = vec![0i32; LONGEST];
    for span in spans.iter().filter(|span| span.kind == kind) {
        changes[span.start as usize] += 1;
        changes[span.end as usize] -= 1;
    }
    let (mut now, mut most) = (0i32, 0i32);
    for change in changes {
        now += change;
        most = most.max(now);
    }
    most as usize
}
