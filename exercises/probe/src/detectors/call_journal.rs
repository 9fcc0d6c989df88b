//! Calls that take a while: when each of them began, was done, or was dropped.

use crate::{Gauge, Journal, observe::teardown};
use stage::OnLane;
use std::{fmt::Display, future::Future, time::Duration};
use tokio::runtime::Handle;

/// What a double of a service, a server, or a kitchen has been asked to do, and
/// when.
///
/// `T` says which call it is. The times are those of a [`Journal`]: they count from
/// [`CallJournal::start`], or from the first call. Clones are the same journal.
#[derive(Clone, Debug)]
pub struct CallJournal<T> {
    notes: Journal<(Moment, T)>,
    under_way: Gauge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Begun,
    Done,
    Dropped,
}

impl<T: Clone> CallJournal<T> {
    /// No calls yet.
    pub fn new() -> Self {
        Self { notes: Journal::new(), under_way: Gauge::new() }
    }

    /// Starts its clock, unless it has started.
    pub fn start(&self) {
        self.notes.start();
    }

    /// Does the work of a call, on a lane of this name. The call begins when this is
    /// first polled.
    pub async fn run<F: Future>(
        &self,
        call: T,
        lane: impl Display,
        work: F,
    ) -> F::Output {
        self.notes.note((Moment::Begun, call.clone()));
        let call = async {
            let _entered = self.under_way.enter();
            let mut running = Running { journal: self, call: Some(call) };
            let output = work.await;
            let call = running.call.take().expect("only this takes it");
            self.notes.note((Moment::Done, call));
            output
        };
        call.on_lane(lane.to_string()).await
    }

    /// The calls in the order in which they began, each with that time.
    pub fn begun(&self) -> Vec<(Duration, T)> {
        self.at(Moment::Begun)
    }

    /// The calls in the order in which they were done, each with that time.
    pub fn done(&self) -> Vec<(Duration, T)> {
        self.at(Moment::Done)
    }

    /// The calls in the order in which they were dropped before they were done, each
    /// with that time. Those that are dropped because the observation is over are
    /// not among them.
    pub fn dropped(&self) -> Vec<(Duration, T)> {
        self.at(Moment::Dropped)
    }

    /// How many are under way.
    pub fn under_way(&self) -> usize {
        self.under_way.now()
    }

    /// The most that were ever under way together.
    pub fn peak(&self) -> usize {
        self.under_way.peak()
    }

    fn at(&self, moment: Moment) -> Vec<(Duration, T)> {
        let notes = self.notes.entries().into_iter();
        let such = notes.filter(|(_, (it, _))| *it == moment);
        such.map(|(at, (_, call))| (at, call)).collect()
    }
}

impl<T: Clone> Default for CallJournal<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// A call that is not done.
struct Running<'a, T: Clone> {
    journal: &'a CallJournal<T>,
    call: Option<T>,
}

impl<T: Clone> Drop for Running<'_, T> {
    fn drop(&mut self) {
        // The virtual time is unknown outside of a runtime.
        let is_observed =
            Handle::try_current().is_ok() && !teardown::is_in_progress();
        if let Some(call) = self.call.take().filter(|_| is_observed) {
            self.journal.notes.note((Moment::Dropped, call));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CallJournal;
    use crate::observe;
    use std::time::Duration;
    use tokio::{
        join,
        time::{sleep, timeout},
    };

    fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn calls_are_noted_when_they_begin_and_when_they_are_done() {
        let calls = CallJournal::new();
        let theirs = calls.clone();
        let observed = observe(async move {
            theirs.start();
            sleep(ms(5)).await;
            let call = |name, takes| theirs.run(name, name, sleep(ms(takes)));
            join!(call("slow", 30), call("fast", 10));
            (theirs.under_way(), call("last", 1).await)
        });
        assert_eq!(observed.output(None).0, 0);
        let begun = [(ms(5), "slow"), (ms(5), "fast"), (ms(35), "last")];
        let done = [(ms(15), "fast"), (ms(35), "slow"), (ms(36), "last")];
        assert_eq!((calls.begun(), calls.done()), (begun.into(), done.into()));
        assert_eq!((calls.peak(), calls.dropped()), (2, Vec::new()));
        let names: Vec<_> =
            observed.record.lanes.iter().map(|it| it.name.clone()).collect();
        assert_eq!(names, ["slow", "fast", "last"]);
    }

    #[test]
    fn a_call_that_is_dropped_is_noted_unless_the_observation_is_over() {
        let calls = CallJournal::new();
        let theirs = calls.clone();
        let observed = observe(async move {
            let call = |name| theirs.run(name, name, sleep(ms(50)));
            // One that is never polled has not begun.
            drop(call("unpolled"));
            timeout(ms(20), call("dropped")).await.unwrap_err();
            let theirs = theirs.clone();
            tokio::spawn(async move {
                theirs.run("left", "left", sleep(ms(50))).await;
            });
            sleep(ms(1)).await;
        });
        observed.output(None);
        assert_eq!(calls.dropped(), [(ms(20), "dropped")]);
        assert_eq!(calls.begun(), [(ms(0), "dropped"), (ms(20), "left")]);
        assert_eq!((calls.done(), calls.peak()), (Vec::new(), 1));
    }
}
