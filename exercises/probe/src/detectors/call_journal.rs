//! Records when calls begin, finish, or are dropped.

use crate::{Gauge, Journal, observe::teardown};
use stage::OnLane;
use std::{fmt::Display, future::Future, time::Duration};
use tokio::runtime::Handle;

/// The calls that a test double received, and when.
///
/// `T` identifies a call. As in a [`Journal`], times are measured from
/// [`CallJournal::start`] or from the first call, whichever comes first. Clones share the
/// same journal.
#[derive(Clone, Debug)]
pub struct CallJournal<T> {
    journal: Journal<(Moment, T)>,
    running: Gauge,
    holds: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Begun,
    Done,
    Dropped,
}

impl<T: Clone> CallJournal<T> {
    /// A journal without calls.
    pub fn new() -> Self {
        Self {
            journal: Journal::new(),
            running: Gauge::new(),
            holds: Duration::ZERO,
        }
    }

    /// Makes each call begin by holding its thread for this long in real time, during
    /// which the virtual clock does not move. An attempt whose virtual time changes
    /// because of this reads the machine's clock. Use it only to explain a rejection.
    pub fn holding(self, real: Duration) -> Self {
        Self { holds: real, ..self }
    }

    /// Starts the clock, unless it is already running.
    pub fn start(&self) {
        self.journal.start();
    }

    /// Runs the work of a call, on a lane with this name. The call begins when this
    /// future is first polled.
    pub async fn run<F: Future>(
        &self,
        call: T,
        lane: impl Display,
        work: F,
    ) -> F::Output {
        self.journal.note((Moment::Begun, call.clone()));
        let call = async {
            std::thread::sleep(self.holds);
            let _entered = self.running.enter();
            let mut running = Running { calls: self, call: Some(call) };
            let output = work.await;
            let call = running.call.take().expect("the call is still running");
            self.journal.note((Moment::Done, call));
            output
        };
        call.on_lane(lane.to_string()).await
    }

    /// The calls in the order in which they began, each with its start time.
    pub fn begun(&self) -> Vec<(Duration, T)> {
        self.calls(Moment::Begun)
    }

    /// The calls in the order in which they finished, each with its end time.
    pub fn done(&self) -> Vec<(Duration, T)> {
        self.calls(Moment::Done)
    }

    /// The calls that were dropped before they finished, in order, each with the
    /// time when it was dropped. Calls that are dropped at the end of the
    /// observation are not included.
    pub fn dropped(&self) -> Vec<(Duration, T)> {
        self.calls(Moment::Dropped)
    }

    /// How many calls are running.
    pub fn under_way(&self) -> usize {
        self.running.now()
    }

    /// The highest number of calls that were ever running at the same time.
    pub fn peak(&self) -> usize {
        self.running.peak()
    }

    fn calls(&self, moment: Moment) -> Vec<(Duration, T)> {
        let entries = self.journal.entries().into_iter();
        let matching = entries.filter(|(_, (it, _))| *it == moment);
        matching.map(|(at, (_, call))| (at, call)).collect()
    }
}

impl<T: Clone> Default for CallJournal<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// A call in progress. Dropping this value records a dropped call, unless `call` has
/// been taken out.
struct Running<'a, T: Clone> {
    calls: &'a CallJournal<T>,
    call: Option<T>,
}

impl<T: Clone> Drop for Running<'_, T> {
    fn drop(&mut self) {
        // Outside a runtime, virtual time does not exist.
        let is_observed =
            Handle::try_current().is_ok() && !teardown::is_in_progress();
        if let Some(call) = self.call.take().filter(|_| is_observed) {
            self.calls.journal.note((Moment::Dropped, call));
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
        time::{Instant, sleep, timeout},
    };

    fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn the_beginning_and_the_end_of_a_call_are_recorded() {
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
    fn only_a_reader_of_the_machines_clock_notices_that_calls_hold_the_thread() {
        let took = |holds, machine: bool| {
            let calls = CallJournal::new().holding(ms(holds));
            let observed = observe(async move {
                let (real, virtual_) = (std::time::Instant::now(), Instant::now());
                calls.run((), "call", sleep(ms(100))).await;
                let took = if machine { real.elapsed() } else { virtual_.elapsed() };
                sleep(ms(1000).saturating_sub(took)).await;
            });
            observed.took
        };
        assert_eq!((took(0, false), took(300, false)), (ms(1000), ms(1000)));
        assert!(took(300, true) <= ms(800));
    }

    #[test]
    fn a_dropped_call_is_recorded_unless_the_observation_is_over() {
        let calls = CallJournal::new();
        let theirs = calls.clone();
        let observed = observe(async move {
            let call = |name| theirs.run(name, name, sleep(ms(50)));
            // A call that is never polled does not begin.
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
