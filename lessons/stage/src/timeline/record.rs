//! What a timeline has recorded by the end of its act.

use std::time::Duration;

/// An act that was played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The act's number in the story, from 1.
    pub number: usize,
    /// The act's title in the story.
    pub title: String,
    /// What happened.
    pub record: Record,
}

/// What happened in one act: everything that the pictures are drawn from.
///
/// All times count from the beginning of the act. On [`Axis::Lines`], each line
/// counts as one second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What the times mean.
    pub axis: Axis,
    /// The lanes that held a thread at least once, in the order in which they were
    /// opened.
    pub lanes: Vec<Lane>,
    /// The names of the threads, in the order of the first lane that each of them ran.
    /// [`Hold::thread`] is an index into this list.
    pub threads: Vec<String>,
    /// The lines that were said, in order.
    pub lines: Vec<Line>,
    /// How long the act took.
    pub took: Duration,
}

/// What the axis of a timeline counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Seconds since the act began.
    Seconds,
    /// Lines that the act has said. One line counts as one second.
    Lines,
}

/// One row of the picture: a task, a future, a generator, or the code of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The name that the story gave it, made unique within the record.
    pub name: String,
    /// When it held a thread, in order. Between two holds, it was waiting.
    pub holds: Vec<Hold>,
    /// When and how it ended, or `None` if it was still open when the act ended.
    pub end: Option<(Duration, End)>,
}

/// A period in which a lane held a thread, such as a poll, the resume of a generator, or
/// a blocking call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// When it took the thread.
    pub from: Duration,
    /// When it released the thread. Equal to `from` if the poll took no time.
    pub to: Duration,
    /// The thread, as an index into [`Record::threads`].
    pub thread: usize,
}

/// How a lane ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The lane finished: the future was ready, or the story called [`crate::done`].
    Done,
    /// The lane was dropped before it finished, which means canceled.
    Dropped,
    /// The lane panicked.
    Panicked,
}

/// A line of the transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When it was said.
    pub at: Duration,
    /// The lane on which it was said, as an index into [`Record::lanes`], or `None`
    /// if it was said outside all lanes.
    pub lane: Option<usize>,
    /// The line, without its time.
    pub text: String,
}

impl End {
    /// Returns the words that the pictures use for this ending.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Dropped => "dropped before done",
            Self::Panicked => "panicked",
        }
    }
}

impl Lane {
    /// Returns when the lane first held a thread, or zero if it never did.
    pub fn start(&self) -> Duration {
        self.holds.first().map_or(Duration::ZERO, |hold| hold.from)
    }
}

impl Record {
    /// Returns when a thread was held, by any lane, in order.
    ///
    /// Holds that are at most one millisecond apart are joined, because on the real
    /// clock there is a small gap even between consecutive polls.
    pub fn thread_holds(&self, thread: usize) -> Vec<Hold> {
        self.thread_holds_apart(thread, Duration::from_millis(1))
    }

    /// Like `thread_holds`, for pictures that show shorter pauses: joins holds that
    /// are at most `pause` apart.
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
