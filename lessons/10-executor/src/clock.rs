//! The clock of a loop: the machine's clock, or a virtual clock that the loop sets.

use std::{cell::Cell, time::Duration, time::Instant};

/// A moment, in nanoseconds since its loop began. The range is 584 years.
///
/// A `Duration` would take twice the space in every timer.
pub(crate) type Moment = u64;

pub(crate) enum Clock {
    Real(Instant),
    Virtual(Cell<Moment>),
}

impl Clock {
    pub(crate) fn now(&self) -> Moment {
        match self {
            Self::Real(start) => nanos(start.elapsed()),
            Self::Virtual(now) => now.get(),
        }
    }
}

/// The duration in nanoseconds, or [`Moment::MAX`] if it does not fit.
pub(crate) fn nanos(duration: Duration) -> Moment {
    duration.as_nanos().try_into().unwrap_or(Moment::MAX)
}
