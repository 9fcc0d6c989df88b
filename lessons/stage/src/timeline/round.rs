//! The times at which an axis may have its ticks.

use std::time::Duration;

/// 1, 2, 5, 10, 20, 50, … nanoseconds. The last of them is 158 years.
pub(super) fn round_times() -> impl Iterator<Item = Duration> {
    let all = (0..19).flat_map(|it| [1, 2, 5].map(|digit| digit * 10_u64.pow(it)));
    all.map(Duration::from_nanos)
}
