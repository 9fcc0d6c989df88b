//! Sweeps over starts and ends: a start adds one, an end subtracts one. At the same
//! instant, ends come before starts, because -1 is less than 1.

use crate::{Kind, Span};

pub fn max_overlap(spans: &[Span], kind: Kind) -> usize {
    let of_kind = spans.iter().filter(|it| it.kind == kind);
    let mut steps: Vec<(u64, isize)> =
        of_kind.flat_map(|it| [(it.start, 1), (it.end, -1)]).collect();
    steps.sort_unstable();
    let (mut now, mut most) = (0_isize, 0);
    for (_, step) in steps {
        now += step;
        most = most.max(now);
    }
    most.unsigned_abs()
}
