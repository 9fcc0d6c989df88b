//! The five clocks that an act can run on.
//!
//! `story.rs` chooses the clock when an act begins. The act's code never reads it;
//! it only sleeps.

use crate::{simulated::Simulated, timeline::Axis};
use std::{cell::RefCell, sync::Arc, time::Duration};

/// The clock of one act. It starts when the act begins.
#[derive(Clone)]
pub(crate) enum Clock {
    /// The machine's clock.
    Real(std::time::Instant),
    /// Tokio's paused clock. When the runtime is idle, it jumps to the next timer.
    Paused(tokio::time::Instant),
    /// Our clock for plain threads. It advances when all threads sleep.
    Simulated(Arc<Simulated>),
    /// The clock of an event loop that the lesson has built.
    Own(fn() -> Duration),
    /// This is not a clock: the act counts its lines instead of time.
    Lines,
}

impl Clock {
    /// Returns the time since the act began.
    ///
    /// `lines` is the number of lines that the act has said so far. With
    /// [`Clock::Lines`], each line counts as one second.
    pub(crate) fn now(&self, lines: u64) -> Duration {
        match self {
            Self::Real(start) => start.elapsed(),
            Self::Paused(start) => start.elapsed(),
            Self::Simulated(threads) => threads.now(),
            Self::Own(now) => now(),
            Self::Lines => Duration::from_secs(lines),
        }
    }

    pub(crate) fn axis(&self) -> Axis {
        match self {
            Self::Lines => Axis::Lines,
            _ => Axis::Seconds,
        }
    }

    /// Sets the clock of the calling thread until the guard is dropped.
    pub(crate) fn enter(&self) -> Entered {
        Entered(CURRENT.replace(Some(self.clone())))
    }

    /// Returns the clock of the calling thread, if it has one.
    pub(crate) fn current() -> Option<Self> {
        CURRENT.with_borrow(Clone::clone)
    }
}

thread_local! {
    static CURRENT: RefCell<Option<Clock>> = const { RefCell::new(None) };
}

/// Restores the previous clock of the thread when dropped.
pub(crate) struct Entered(Option<Clock>);

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}
