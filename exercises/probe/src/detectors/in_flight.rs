//! Work that is in flight: fetches, jobs, letters. It notes what begins, ends, and
//! is dropped, and how much of it there is at once.

use crate::{Entered, Gauge, Journal, Level, observe::teardown};
use std::{collections::HashSet, sync::Arc, time::Duration};
use tokio::{runtime::Handle, task};

/// Notes work by its ids. Clones are the same notes.
///
/// Its clock starts with [`InFlight::start`] or with the first piece of work,
/// whichever comes first.
#[derive(Clone, Debug)]
pub struct InFlight {
    ids: Arc<[usize]>,
    noun: &'static str,
    verb: Arc<str>,
    journal: Journal<Entry>,
    gauge: Gauge,
    tasks: Level,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    id: usize,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// In this task, if it was in one.
    Began(Option<task::Id>),
    Ended,
    Dropped,
}

impl InFlight {
    /// No work yet. An attempt is to begin each of `ids`. `noun` is a plural for
    /// them, and `verb` tells of the beginning, as in "of the *letters* 1 and 2, it
    /// *sent* 2".
    pub fn new(
        ids: impl IntoIterator<Item = usize>,
        noun: &'static str,
        verb: impl Into<Arc<str>>,
    ) -> Self {
        let (gauge, tasks) = (Gauge::new(), Level::new());
        let (ids, verb) = (ids.into_iter().collect(), verb.into());
        Self { ids, noun, verb, journal: Journal::new(), gauge, tasks }
    }

    /// Starts its clock, unless it has started.
    pub fn start(&self) {
        self.journal.start();
    }

    /// Begins a piece of work. It is in flight until what this returns is dropped.
    pub fn begin(&self, id: usize) -> Flight {
        self.note(id, What::Began(task::try_id()));
        // Without a runtime, whatever the work waits for will say so.
        if let Ok(runtime) = Handle::try_current() {
            self.tasks.set(runtime.metrics().num_alive_tasks());
        }
        let _entered = self.gauge.enter();
        Flight { id, ended: false, notes: self.clone(), _entered }
    }

    /// The ids that an attempt is to begin, in order.
    pub fn ids(&self) -> &[usize] {
        &self.ids
    }

    /// The ids in the order in which they began.
    pub fn begun(&self) -> Vec<usize> {
        self.such(|it| matches!(it, What::Began(_))).map(|it| it.0).collect()
    }

    /// When the first piece of work with this id began.
    pub fn when_begun(&self, id: usize) -> Option<Duration> {
        self.journal.when(|it| it.id == id && matches!(it.what, What::Began(_)))
    }

    /// The ids in the order in which they ended.
    pub fn ended(&self) -> Vec<usize> {
        self.such(|it| it == What::Ended).map(|it| it.0).collect()
    }

    /// The ids whose work was dropped before its end, in that order, each with the
    /// virtual time of its drop. Work that is still in flight when the observation
    /// is over is not among them.
    pub fn dropped(&self) -> Vec<(usize, Duration)> {
        self.such(|it| it == What::Dropped).collect()
    }

    /// The most that was ever in flight together.
    pub fn peak(&self) -> usize {
        self.gauge.peak()
    }

    /// In how many tasks work has begun.
    pub fn tasks(&self) -> usize {
        let tasks =
            self.journal.items().into_iter().filter_map(|it| match it.what {
                What::Began(task) => Some(task),
                _ => None,
            });
        tasks.collect::<HashSet<_>>().len()
    }

    /// Whether several pieces of work have begun, and never two at a time.
    pub fn is_in_turn(&self) -> bool {
        self.peak() == 1 && self.begun().len() > 1
    }

    /// Whether more tasks have been alive at once than the caller's, and one or two
    /// for the piece of work that is in flight. Where work is in turn, the others
    /// wait for something that its task has.
    pub fn others_wait(&self) -> bool {
        self.tasks.peak() > 3
    }

    /// A plural for the ids.
    pub(crate) fn noun(&self) -> &'static str {
        self.noun
    }

    /// What an attempt did when it began with one of them.
    pub(crate) fn verb(&self) -> &str {
        &self.verb
    }

    fn such(
        &self,
        such: impl Fn(What) -> bool,
    ) -> impl Iterator<Item = (usize, Duration)> {
        let entries = self.journal.entries().into_iter();
        entries.filter(move |(_, it)| such(it.what)).map(|(at, it)| (it.id, at))
    }

    fn note(&self, id: usize, what: What) {
        self.journal.note(Entry { id, what });
    }
}

/// A piece of work in flight. One that is dropped before its end was given up.
#[derive(Debug)]
pub struct Flight {
    id: usize,
    ended: bool,
    notes: InFlight,
    _entered: Entered,
}

impl Flight {
    /// Ends the piece of work.
    pub fn end(mut self) {
        self.ended = true;
        self.notes.note(self.id, What::Ended);
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        // Outside of a runtime, the virtual time is unknown.
        let observed = Handle::try_current().is_ok() && !teardown::is_in_progress();
        if !self.ended && observed {
            self.notes.note(self.id, What::Dropped);
        }
    }
}
