//! What time it is on a loop: the machine's time, or one that moves when we say so.

use std::{cell::Cell, time::Duration, time::Instant};

/// A moment, in nanoseconds since its loop began; the last lies 584 years after that.
///
/// A `Duration` would take twice the room, in every timer.
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

/// A longer duration than fits is as long as fits.
pub(crate) fn nanos(duration: Duration) -> Moment {
    duration.as_nanos().try_into().unwrap_or(Moment::MAX)
}
