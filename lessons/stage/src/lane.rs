//! Lanes: the spans that become rows of the picture, and the lines said on them.

use std::{fmt::Display, future::Future};
use tracing::{Instrument, Span, info, info_span};

/// The targets by which the timeline knows our spans and events among all others.
pub(crate) const LANE: &str = "stage::lane";
pub(crate) const LINE: &str = "stage::line";
pub(crate) const DONE: &str = "stage::done";

/// A future that shows its polls as a lane of the timeline.
pub trait OnLane: Future + Sized {
    /// Draws every poll of this future on a lane called `name`.
    ///
    /// A future that nobody polls has no lane. It ends as done when the future is ready,
    /// and as dropped when the future is dropped before that. A name that the act has
    /// already used gets a number, so that lanes stay apart.
    fn on_lane(self, name: impl Display) -> impl Future<Output = Self::Output>
    where
        Self: Sized;
}

impl<F: Future> OnLane for F {
    async fn on_lane(self, name: impl Display) -> F::Output {
        // Made at the first poll: before it there is nothing to draw, and a future may be
        // made before its act begins.
        let span = lane(name);
        let to_the_end = async {
            let output = self.await;
            info!(target: DONE, "done");
            output
        };
        to_the_end.instrument(span).await
    }
}

/// A lane for code that is no future: a generator, or what a thread does.
///
/// Run code on it with [`Span::in_scope`]; say with [`done`] that it is finished. A lane
/// that is dropped before that is drawn as dropped.
pub fn lane(name: impl Display) -> Span {
    // No parent: a span ends after its children, and lanes end when they end.
    info_span!(target: LANE, parent: None, "lane", name = %name)
}

/// Ends `lane`: what it stood for has finished.
pub fn done(lane: &Span) {
    lane.in_scope(|| info!(target: DONE, "done"));
}

/// Says a line of the story, as `println!` does: stamped with the act's time, and kept for
/// the pictures.
#[macro_export]
macro_rules! say {
    ($($text:tt)*) => {
        $crate::__tracing::info!(target: "stage::line", $($text)*)
    };
}
