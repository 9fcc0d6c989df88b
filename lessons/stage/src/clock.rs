//! What time it is in an act: five clocks behind one question.
//!
//! Which of them an act uses is decided where the act begins, in `story.rs`; the act's
//! own code reads none of them and only sleeps.

use crate::{simulated::Simulated, timeline::Axis};
use std::{cell::RefCell, sync::Arc, time::Duration};

/// The clock of one act. Its time is what has passed since the act began.
#[derive(Clone)]
pub(crate) enum Clock {
    /// The machine's own.
    Real(std::time::Instant),
    /// Tokio's paused clock: idle, it jumps to the next timer.
    Paused(tokio::time::Instant),
    /// Ours, for plain threads: it moves when all of them sleep.
    Simulated(Arc<Simulated>),
    /// That of a loop that the lesson has built.
    Own(fn() -> Duration),
    /// An act in which no time passes: its lines are counted instead.
    Lines,
}

impl Clock {
    /// The time since the act began; `lines` is how many lines it has said.
    ///
    /// On the [`Clock::Lines`], a line counts as a second.
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

    /// Makes this the clock of the calling thread until the guard is dropped.
    pub(crate) fn enter(&self) -> Entered {
        Entered(CURRENT.replace(Some(self.clone())))
    }

    /// The clock that the calling thread was given, if any.
    pub(crate) fn current() -> Option<Self> {
        CURRENT.with_borrow(Clone::clone)
    }
}

thread_local! {
    static CURRENT: RefCell<Option<Clock>> = const { RefCell::new(None) };
}

/// Gives the thread its former clock back when dropped.
pub(crate) struct Entered(Option<Clock>);

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}
