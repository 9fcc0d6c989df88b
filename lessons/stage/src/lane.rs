//! Lanes (the spans that become the rows of the picture) and the lines said on them.

use std::{fmt::Display, future::Future};
use tracing::{Instrument, Span, info, info_span};

/// The targets by which the timeline recognizes our spans and events.
pub(crate) const LANE: &str = "stage::lane";
pub(crate) const LINE: &str = "stage::line";
pub(crate) const DONE: &str = "stage::done";

/// Shows the polls of a future as a lane of the timeline.
pub trait OnLane: Future + Sized {
    /// Shows every poll of this future on a lane called `name`.
    ///
    /// The lane ends as done when the future is ready, as panicked if a poll panics,
    /// and as dropped if the future is dropped before that. A future that is never
    /// polled doesn't get a lane. If the act already has a lane of that name, a number
    /// is added: `name (2)`.
    fn on_lane(self, name: impl Display) -> impl Future<Output = Self::Output>
    where
        Self: Sized;
}

impl<F: Future> OnLane for F {
    async fn on_lane(self, name: impl Display) -> F::Output {
        // The span is created at the first poll, because a future may be created before
        // its act begins.
        let span = lane(name);
        let until_done = async {
            let output = self.await;
            info!(target: DONE, "done");
            output
        };
        until_done.instrument(span).await
    }
}

/// Creates a lane for code that is not a future, such as a generator or a thread.
///
/// Run code on it with [`Span::in_scope`], and call [`done`] when it has finished. A
/// lane that is dropped before that is drawn as dropped.
pub fn lane(name: impl Display) -> Span {
    // The span has no parent, because a parent stays open until its children are
    // closed, and each lane must end on its own.
    info_span!(target: LANE, parent: None, "lane", name = %name)
}

/// Marks `lane` as done.
pub fn done(lane: &Span) {
    lane.in_scope(|| info!(target: DONE, "done"));
}

/// Prints a line of the story, like `println!`, with the act's time in front of it,
/// and records it for the pictures.
#[macro_export]
macro_rules! say {
    ($($text:tt)*) => {
        $crate::__tracing::info!(target: "stage::line", $($text)*)
    };
}
