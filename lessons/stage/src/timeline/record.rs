//! What a timeline knows when its act is over.

use std::time::Duration;

/// An act that was played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its number in the story, from 1.
    pub number: usize,
    /// What the story calls it.
    pub title: String,
    /// What happened.
    pub record: Record,
}

/// The picture of one act, before anybody draws it.
///
/// All times count from the act's beginning. On [`Axis::Lines`] a line is a second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What the times count.
    pub axis: Axis,
    /// The lanes that ran at least once, in the order in which they first did.
    pub lanes: Vec<Lane>,
    /// The names of the threads that ran them, in the order of the first lanes that they
    /// held; a [`Hold`] has the index.
    pub threads: Vec<String>,
    /// What was said.
    pub lines: Vec<Line>,
    /// How long the act took.
    pub took: Duration,
}

/// What the numbers along a timeline count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Seconds since the act began.
    Seconds,
    /// Lines that the act has said: one line counts as one second.
    Lines,
}

/// One row: a task, a future, a generator, or what a thread does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// What the story calls it; unique in its record.
    pub name: String,
    /// When it held a thread, in order. What lies between two holds is waiting.
    pub holds: Vec<Hold>,
    /// When and how it ended; `None` if it was still there when the act ended.
    pub end: Option<(Duration, End)>,
}

/// A stretch in which a lane held a thread: a poll, a resume, or one that blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// When it took the thread.
    pub from: Duration,
    /// When it gave it back: the same instant for a poll that takes no time.
    pub to: Duration,
    /// The thread, as an index into [`Record::threads`].
    pub thread: usize,
}

/// How a lane ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It finished: the future was ready, or the story said so.
    Done,
    /// It was dropped before that: cancelled.
    Dropped,
    /// It panicked.
    Panicked,
}

/// A line of the transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When it was said.
    pub at: Duration,
    /// On which lane, as an index into [`Record::lanes`]; `None` outside all of them.
    pub lane: Option<usize>,
    /// The line, without its stamp.
    pub text: String,
}

impl End {
    /// What the pictures call it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Dropped => "dropped before done",
            Self::Panicked => "panicked",
        }
    }
}

impl Lane {
    /// When the lane first ran.
    pub fn start(&self) -> Duration {
        self.holds.first().map_or(Duration::ZERO, |hold| hold.from)
    }
}

impl Record {
    /// The holds of one thread, whoever had it, in order and joined where they touch:
    /// less than a millisecond apart is no pause, but the real clock's way of touching.
    pub fn thread_holds(&self, thread: usize) -> Vec<Hold> {
        self.thread_holds_apart(thread, Duration::from_millis(1))
    }

    /// The same, for a picture that is fine enough to show pauses of any length: only
    /// up to this one are holds joined.
    pub(super) fn thread_holds_apart(
        &self,
        thread: usize,
        pause: Duration,
    ) -> Vec<Hold> {
        let mut holds: Vec<_> = (self.lanes.iter())
            .flat_map(|lane| lane.holds.iter().copied())
            .filter(|hold| hold.thread == thread)
            .collect();
        holds.sort_unstable_by_key(|hold| (hold.from, hold.to));
        holds.dedup_by(|next, hold| {
            let touches = next.from <= hold.to + pause;
            if touches {
                hold.to = hold.to.max(next.to);
            }
            touches
        });
        holds
    }
}
