//! Records work in flight, such as fetches or jobs: what begins, ends, and is dropped,
//! and how much is in flight at once.

use crate::{Entered, Gauge, Journal, Level, Shared, observe::teardown};
use std::{collections::HashSet, sync::Arc, time::Duration};
use tokio::{runtime::Handle, task};

/// A record of work, by id. Clones share the same record.
///
/// Times are measured from [`InFlight::start`] or from the beginning of the first piece
/// of work, whichever comes first.
#[derive(Clone, Debug)]
pub struct InFlight {
    ids: Arc<[usize]>,
    noun: &'static str,
    verb: Arc<str>,
    journal: Journal<Entry>,
    gauge: Gauge,
    tasks: Level,
    never_polled: Shared<Vec<usize>>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    id: usize,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// The work began, in this task if it ran in one.
    Began(Option<task::Id>),
    Ended,
    Dropped,
}

impl InFlight {
    /// A record without work. `ids` are the pieces of work that an attempt should
    /// begin. `noun` is a plural noun for the work, and `verb` is the past tense of a
    /// verb for beginning it, as in "it *sent* 2; the *letters* are 1 and 2".
    pub fn new(
        ids: impl IntoIterator<Item = usize>,
        noun: &'static str,
        verb: impl Into<Arc<str>>,
    ) -> Self {
        let (gauge, tasks) = (Gauge::new(), Level::new());
        let (ids, verb) = (ids.into_iter().collect(), verb.into());
        let (journal, never_polled) = (Journal::new(), Shared::default());
        Self { ids, noun, verb, journal, gauge, tasks, never_polled }
    }

    /// Starts the clock, unless it is already running.
    pub fn start(&self) {
        self.journal.start();
    }

    /// Records that a future was made for a piece of work. The future must own the
    /// returned value and call [`Made::polled`] at its first poll.
    pub fn made(&self, id: usize) -> Made {
        Made { id, record: Some(self.clone()) }
    }

    /// Begins a piece of work, which is in flight until the returned value is dropped.
    pub fn begin(&self, id: usize) -> Flight {
        self.note(id, What::Began(task::try_id()));
        // If a runtime is missing, the timer or socket that needs it reports that.
        if let Ok(runtime) = Handle::try_current() {
            self.tasks.set(runtime.metrics().num_alive_tasks());
        }
        let _entered = self.gauge.enter();
        Flight { id, ended: false, record: self.clone(), _entered }
    }

    /// The ids that an attempt should begin, in order.
    pub fn ids(&self) -> &[usize] {
        &self.ids
    }

    /// The ids in the order in which they began.
    pub fn begun(&self) -> Vec<usize> {
        self.entries(|it| matches!(it, What::Began(_))).map(|it| it.0).collect()
    }

    /// The time at which the first piece of work with this id began.
    pub fn when_begun(&self, id: usize) -> Option<Duration> {
        self.journal.when(|it| it.id == id && matches!(it.what, What::Began(_)))
    }

    /// The ids in the order in which they ended.
    pub fn ended(&self) -> Vec<usize> {
        self.entries(|it| it == What::Ended).map(|it| it.0).collect()
    }

    /// The ids whose work was dropped before its end, in order, each with the
    /// virtual time of the drop. Work that is still in flight at the end of the
    /// observation is not included.
    pub fn dropped(&self) -> Vec<(usize, Duration)> {
        self.entries(|it| it == What::Dropped).collect()
    }

    /// The ids whose futures were made and dropped, but never polled, in the order of
    /// their drops.
    pub fn never_polled(&self) -> Vec<usize> {
        self.never_polled.get()
    }

    /// Whether futures were made, but none was polled.
    pub fn is_only_made(&self) -> bool {
        self.begun().is_empty() && !self.never_polled().is_empty()
    }

    /// The most pieces of work that were ever in flight at the same time.
    pub fn peak(&self) -> usize {
        self.gauge.peak()
    }

    /// How many different tasks have begun work.
    pub fn tasks(&self) -> usize {
        let tasks =
            self.journal.items().into_iter().filter_map(|it| match it.what {
                What::Began(task) => Some(task),
                _ => None,
            });
        tasks.collect::<HashSet<_>>().len()
    }

    /// Whether several pieces of work have begun, but never two at the same time.
    pub fn is_in_turn(&self) -> bool {
        self.peak() == 1 && self.begun().len() > 1
    }

    /// Whether more than three tasks have been alive at once. Three are enough for the
    /// caller's task and one piece of work. So if the work is done [in
    /// sequence](Self::is_in_turn), the other tasks are waiting for something that the
    /// working task holds.
    pub fn others_wait(&self) -> bool {
        self.tasks.peak() > 3
    }

    /// The plural noun for the ids.
    pub(crate) fn noun(&self) -> &'static str {
        self.noun
    }

    /// The past tense of a verb for beginning a piece of work.
    pub(crate) fn verb(&self) -> &str {
        &self.verb
    }

    fn entries(
        &self,
        predicate: impl Fn(What) -> bool,
    ) -> impl Iterator<Item = (usize, Duration)> {
        let entries = self.journal.entries().into_iter();
        entries.filter(move |(_, it)| predicate(it.what)).map(|(at, it)| (it.id, at))
    }

    fn note(&self, id: usize, what: What) {
        self.journal.note(Entry { id, what });
    }
}

/// A future that was made for a piece of work. Dropping this before [`Made::polled`] is
/// recorded.
#[derive(Debug)]
pub struct Made {
    id: usize,
    record: Option<InFlight>,
}

impl Made {
    /// Records that the future is polled for the first time.
    pub fn polled(mut self) {
        self.record = None;
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        if let Some(record) = &self.record
            && !teardown::is_in_progress()
        {
            record.never_polled.lock().push(self.id);
        }
    }
}

/// A piece of work in flight. Dropping it before [`Flight::end`] is recorded as a drop.
#[derive(Debug)]
pub struct Flight {
    id: usize,
    ended: bool,
    record: InFlight,
    _entered: Entered,
}

impl Flight {
    /// Ends the piece of work.
    pub fn end(mut self) {
        self.ended = true;
        self.record.note(self.id, What::Ended);
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        // Outside a runtime, virtual time does not exist.
        let observed = Handle::try_current().is_ok() && !teardown::is_in_progress();
        if !self.ended && observed {
            self.record.note(self.id, What::Dropped);
        }
    }
}
