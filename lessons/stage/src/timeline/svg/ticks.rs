//! Round times for an axis, and what to call them.

use crate::timeline::round::round_times;
use std::time::Duration;

/// The least round time that is `least` or more.
pub(super) fn round_step(least: Duration) -> Duration {
    round_times().find(|&it| it >= least).unwrap_or(Duration::MAX)
}

/// A time, in the unit that suits an axis with this step.
pub(super) fn label(time: Duration, step: Duration) -> String {
    let (unit, name) = unit(step);
    format!("{} {name}", time.as_nanos() as f64 / unit)
}

/// A time in words: to three decimals of the unit that suits it.
pub(super) fn words(time: Duration) -> String {
    let (unit, name) = unit(if time.is_zero() { Duration::MAX } else { time });
    let rounded = (time.as_nanos() as f64 / unit * 1000.0).round() / 1000.0;
    format!("{rounded} {name}")
}

/// Nanoseconds in the unit, and its name. Seconds go down to a hundredth, as in the
/// transcript and in the other pictures.
fn unit(time: Duration) -> (f64, &'static str) {
    if time >= Duration::from_millis(10) {
        (1e9, "s")
    } else if time >= Duration::from_micros(100) {
        (1e6, "ms")
    } else {
        (1e3, "µs")
    }
}
