//! Resources that must be closed exactly once, and never used after that.
//!
//! Dropping a [`Resource`] does not close it, so that leaks can be detected: only
//! [`Resource::close`] does. What happens during the teardown of an observation is not
//! recorded.

use crate::observe::teardown;
use std::{
    fmt::{self, Display},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// Records which resources are opened, used, and closed.
///
/// Clones share the same record. A record works without a runtime, but then its times
/// are real and should not be compared.
#[derive(Clone, Debug, Default)]
pub struct Resources(Arc<Mutex<Notes>>);

#[derive(Debug, Default)]
struct Notes {
    /// When the first resource was opened.
    start: Option<Instant>,
    names: Vec<String>,
    /// Resources are identified by index, because names aren't unique.
    events: Vec<(usize, Duration, What)>,
}

/// Something that happened to a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The name of the resource.
    pub name: String,
    /// What happened to it.
    pub what: What,
    /// The virtual time since the first event of any resource.
    pub at: Duration,
}

/// What can happen to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The resource was opened.
    Opened,
    /// The resource was used.
    Touched,
    /// The resource was closed.
    Closed,
}

/// A fault in how a resource was used, with the resource's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The resource was never closed.
    NeverClosed(String),
    /// The resource was closed more than once.
    ClosedTwice(String),
    /// The resource was used after it was closed.
    UsedAfterClose(String),
}

impl Resources {
    /// A record without resources.
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens a resource, which must be closed with [`Resource::close`].
    pub fn open(&self, name: impl Display) -> Resource {
        let mut notes = self.notes();
        notes.names.push(name.to_string());
        let number = notes.names.len() - 1;
        notes.note(number, What::Opened);
        Resource { number, record: self.clone() }
    }

    /// Everything that happened, in order.
    pub fn events(&self) -> Vec<Event> {
        let notes = self.notes();
        let event = |&(number, at, what): &(usize, Duration, What)| Event {
            name: notes.names[number].clone(),
            what,
            at,
        };
        notes.events.iter().map(event).collect()
    }

    /// What is wrong so far, in the order in which the resources were opened. Each
    /// fault is listed only once per resource.
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
        let mut events = events.map(|it| it.2);
        if events.next().is_none() {
            // The resource was opened during teardown.
            return Vec::new();
        }
        if !events.any(|it| it == What::Closed) {
            return vec![Fault::NeverClosed(name())];
        }
        let after_close: Vec<_> = events.collect();
        let used = after_close.contains(&What::Touched);
        let closed = after_close.contains(&What::Closed);
        let used = used.then(|| Fault::UsedAfterClose(name()));
        let closed = closed.then(|| Fault::ClosedTwice(name()));
        used.into_iter().chain(closed).collect()
    }
}

/// An open resource. It stays open until [`Resource::close`] is called.
#[derive(Debug)]
pub struct Resource {
    number: usize,
    record: Resources,
}

impl Resource {
    /// Records a use.
    pub fn touch(&self) {
        self.record.notes().note(self.number, What::Touched);
    }

    /// Closes the resource.
    pub fn close(&self) {
        self.record.notes().note(self.number, What::Closed);
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
