//! Sends what the grader is doing as events.

use super::{event::Event, state::Busy};
use crate::terminal::progress::{self, Progress, Step};
use std::{sync::mpsc::Sender, time::Instant};

/// The progress of the grader with this number.
pub(super) struct GraderProgress {
    pub(super) number: u64,
    pub(super) sender: Sender<Event>,
}

impl Progress for GraderProgress {
    fn tell(&self, step: Step<'_>) {
        let busy = match step {
            Step::Runs(limit) => Busy::Runs(Instant::now(), limit),
            step => Busy::Words(progress::words(&step)),
        };
        let _ = self.sender.send(Event::Progress(self.number, busy));
    }
}
