//! Round times, such as 1, 2, or 5 ms, that axes use for their ticks.

use std::time::Duration;

/// Returns 1, 2, 5, 10, 20, 50, … nanoseconds, up to about 158 years.
pub(super) fn round_times() -> impl Iterator<Item = Duration> {
    let all = (0..19).flat_map(|it| [1, 2, 5].map(|digit| digit * 10_u64.pow(it)));
    all.map(Duration::from_nanos)
}
