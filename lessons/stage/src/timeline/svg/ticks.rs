//! Round times for an axis, and their labels.

use crate::timeline::round::round_times;
use std::time::Duration;

/// Returns the shortest round time that is at least `min`.
pub(super) fn round_step(min: Duration) -> Duration {
    round_times().find(|&it| it >= min).unwrap_or(Duration::MAX)
}

/// Formats a time in the unit for an axis with this step.
pub(super) fn label(time: Duration, step: Duration) -> String {
    let (unit, name) = unit(step);
    format!("{} {name}", time.as_nanos() as f64 / unit)
}

/// Formats a time with at most three decimals, in a unit that depends on its length.
pub(super) fn words(time: Duration) -> String {
    let (unit, name) = unit(if time.is_zero() { Duration::MAX } else { time });
    let rounded = (time.as_nanos() as f64 / unit * 1000.0).round() / 1000.0;
    format!("{rounded} {name}")
}

/// Returns the nanoseconds in the unit for this time, and the name of the unit. From
/// 10 ms up, the unit is the second, as in the transcript and in the other pictures.
fn unit(time: Duration) -> (f64, &'static str) {
    if time >= Duration::from_millis(10) {
        (1e9, "s")
    } else if time >= Duration::from_micros(100) {
        (1e6, "ms")
    } else {
        (1e3, "µs")
    }
}
