//! Things that are opened, used and closed: was each closed once, and used only
//! before?
//!
//! Only [`Resource::close`] closes. To drop an [`Resource`] closes nothing, or a leak
//! would not be seen; and what happens only because an observation is over and its
//! tasks are thrown away is not noted at all.

use crate::observe::teardown;
use std::{
    fmt::{self, Display},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// Notes what is opened, touched and closed.
///
/// Clones are the same. It can do without a runtime; its times are then those of the
/// machine's clock, so compare none.
#[derive(Clone, Debug, Default)]
pub struct Resources(Arc<Mutex<Notes>>);

#[derive(Debug, Default)]
struct Notes {
    /// When the first thing was opened.
    start: Option<Instant>,
    names: Vec<String>,
    /// What happened to which of the names, by number: names may be equal.
    events: Vec<(usize, Duration, What)>,
}

/// What happened to something that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What it is called.
    pub name: String,
    /// What happened to it.
    pub what: What,
    /// The virtual time since the first event of all.
    pub at: Duration,
}

/// What can happen to something that is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was opened.
    Opened,
    /// It was used.
    Touched,
    /// It was closed.
    Closed,
}

/// What can be wrong with something that was opened, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nobody closed it.
    NeverClosed(String),
    /// It was closed when it was closed already.
    ClosedTwice(String),
    /// It was used when it was closed already.
    UsedAfterClose(String),
}

impl Resources {
    /// Nothing has been opened yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens something, to be closed by [`Resource::close`].
    pub fn open(&self, name: impl Display) -> Resource {
        let mut notes = self.notes();
        notes.names.push(name.to_string());
        let number = notes.names.len() - 1;
        notes.note(number, What::Opened);
        Resource { number, openings: self.clone() }
    }

    /// All that happened, in order.
    pub fn events(&self) -> Vec<Event> {
        let notes = self.notes();
        let event = |&(number, at, what): &(usize, Duration, What)| Event {
            name: notes.names[number].clone(),
            what,
            at,
        };
        notes.events.iter().map(event).collect()
    }

    /// What is wrong by now, in the order of the openings; of one opening each fault
    /// is named once.
    pub fn faults(&self) -> Vec<Fault> {
        let notes = self.notes();
        (0..notes.names.len()).flat_map(|number| notes.faults(number)).collect()
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Notes {
    fn note(&mut self, number: usize, what: What) {
        if teardown::is_in_progress() {
            return;
        }
        let now = Instant::now();
        let start = *self.start.get_or_insert(now);
        self.events.push((number, now.saturating_duration_since(start), what));
    }

    fn faults(&self, number: usize) -> Vec<Fault> {
        let name = || self.names[number].clone();
        let events = self.events.iter().filter(|it| it.0 == number);
        let mut until_closed = events.map(|it| it.2);
        if until_closed.next().is_none() {
            // It was opened when all was over.
            return Vec::new();
        }
        if !until_closed.any(|it| it == What::Closed) {
            return vec![Fault::NeverClosed(name())];
        }
        let afterwards: Vec<_> = until_closed.collect();
        let used = afterwards.contains(&What::Touched);
        let closed = afterwards.contains(&What::Closed);
        let used = used.then(|| Fault::UsedAfterClose(name()));
        let closed = closed.then(|| Fault::ClosedTwice(name()));
        used.into_iter().chain(closed).collect()
    }
}

/// Something that was opened. It stays open until [`Resource::close`].
#[derive(Debug)]
pub struct Resource {
    number: usize,
    openings: Resources,
}

impl Resource {
    /// Uses it.
    pub fn touch(&self) {
        self.openings.notes().note(self.number, What::Touched);
    }

    /// Closes it.
    pub fn close(&self) {
        self.openings.notes().note(self.number, What::Closed);
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NeverClosed(name) => write!(f, "{name} was never closed"),
            Self::ClosedTwice(name) => write!(f, "{name} was closed twice"),
            Self::UsedAfterClose(name) => {
                write!(f, "{name} was used after it was closed")
            }
        }
    }
}
