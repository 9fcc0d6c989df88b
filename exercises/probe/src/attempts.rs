//! Attempts at the cases of an exercise, and the claims that many checks share.
//!
//! Cases run in the order in which they are added. A good order is fixed, large, drawn,
//! empty: a rejection then shows the case that is easiest to think about, and faults in
//! fixed cases do not depend on random values. Random cases are drawn only when they
//! are reached, so a rejection of an earlier case prints no seed.

use crate::{
    Finding, InFlight, Observed, Rng, ensure, observe, observe::panicked_with, time,
    words,
};
use std::{
    collections::BTreeSet,
    fmt::Debug,
    future::Future,
    iter::{once, once_with},
    ops::Deref,
    rc::Rc,
    time::Duration,
};

/// The input of an attempt. Clones share their test doubles, so a check can inspect
/// what an attempt did to its clone.
pub trait Case: Clone + 'static {
    /// What an attempt returns.
    type Output: 'static;

    /// The case in words. They are the first part of a rejection.
    fn given(&self) -> String;

    /// The work that an attempt must do, if it can be in flight concurrently.
    fn in_flight(&self) -> Option<&InFlight> {
        None
    }

    /// The misconception that explains an attempt's wrong time, or the wrong work that
    /// it began.
    fn explain(it: &Attempt<Self>) -> Option<&'static str> {
        it.usual_cause()
    }

    /// The finding for a panic with this message. This is not called for a `todo!()`
    /// or for the panic of a nested `block_on`.
    fn on_panic(&self, words: &str) -> Finding {
        Finding::new(None, panicked_with(words))
    }

    /// The misconception that explains an attempt that waits for something that never
    /// happens.
    fn on_stuck(&self) -> Option<&'static str> {
        None
    }
}

/// A list of cases, each attempted once.
#[must_use = "nothing is attempted before `run`"]
pub struct Attempts<C> {
    cases: Box<dyn Iterator<Item = Planned<C>>>,
    limits_polls: bool,
}

struct Planned<C> {
    case: C,
    is_large: bool,
    /// For the empty case: the misconception that explains an attempt that panics or
    /// hangs there.
    if_empty: Option<&'static str>,
}

impl<C> Planned<C> {
    fn new(case: C) -> Self {
        Self { case, is_large: false, if_empty: None }
    }
}

impl<C: Case> Attempts<C> {
    /// Starts with fixed cases, which should be easy to think about.
    pub fn new(fixed: impl IntoIterator<Item = C, IntoIter: 'static>) -> Self {
        let cases = Box::new(fixed.into_iter().map(Planned::new));
        Self { cases, limits_polls: false }
    }

    /// Limits how often an attempt is polled: ten polls for each piece of
    /// [work](Case::in_flight), plus ten. Polls of tasks that it spawned do not count.
    /// An attempt that checks over and over whether something is done exceeds this
    /// limit and is rejected at its first case.
    pub fn limit_polls(self) -> Self {
        Self { limits_polls: true, ..self }
    }

    fn chain(self, more: impl Iterator<Item = Planned<C>> + 'static) -> Self {
        Self { cases: Box::new(self.cases.chain(more)), ..self }
    }

    /// Adds cases that are drawn from the seed.
    pub fn drawn<I>(self, draw: impl FnOnce(&mut Rng) -> I + 'static) -> Self
    where
        I: IntoIterator<Item = C, IntoIter: 'static> + 'static,
    {
        let drawn = once_with(|| draw(&mut Rng::new())).flatten().map(Planned::new);
        self.chain(drawn)
    }

    /// Adds one fixed case that is too large for a picture: for limits that an attempt
    /// might have, such as eight at a time.
    pub fn large(self, case: C) -> Self {
        let planned = Planned { is_large: true, ..Planned::new(case) };
        self.chain(once(planned))
    }

    /// Adds a last case, in which there is nothing to do. `misconception` explains
    /// an attempt that panics or is stuck only in this case. It does not explain a
    /// `todo!()`.
    pub fn empty(self, case: C, misconception: &'static str) -> Self {
        let if_empty = Some(misconception);
        let planned = Planned { if_empty, ..Planned::new(case) };
        self.chain(once(planned))
    }

    /// Observes one attempt for each case, and yields the attempts that returned.
    ///
    /// `attempt` is called on the runtime, so it may spawn tasks even if it is a plain
    /// function.
    ///
    /// # Panics
    ///
    /// The iterator rejects an attempt that panicked, is stuck, or exceeds the limit of
    /// [`limit_polls`](Self::limit_polls).
    pub fn run<F>(
        self,
        attempt: impl Fn(C) -> F + 'static,
    ) -> impl Iterator<Item = Attempt<C>>
    where
        F: Future<Output = C::Output> + 'static,
    {
        let attempt = Rc::new(attempt);
        self.cases.map(move |planned| {
            let (attempt, case) = (Rc::clone(&attempt), planned.case.clone());
            let observed = observe(async move { attempt(case).await });
            let attempt = planned.expect_output(observed);
            if self.limits_polls {
                attempt.expect_few_polls();
            }
            attempt
        })
    }
}

impl<C: Case> Planned<C> {
    fn expect_output(self, mut observed: Observed<C::Output>) -> Attempt<C> {
        let Self { case, is_large, if_empty } = self;
        if is_large {
            // The picture would have too many lanes to read.
            observed.record.lanes.clear();
        }
        let observed = observed.given(case.given());
        let on_panic = |words: &str| match if_empty {
            Some(slug) => Finding::new(slug, panicked_with(words)),
            None => case.on_panic(words),
        };
        observed.output_or(on_panic, if_empty.or(case.on_stuck()));
        Attempt { case, observed }
    }
}

/// An attempt that returned.
pub struct Attempt<C: Case> {
    /// The case that the attempt was given.
    pub case: C,
    observed: Observed<C::Output>,
}

impl<C: Case> Attempt<C> {
    /// What the attempt returned.
    pub fn output(&self) -> &C::Output {
        self.observed.output(None)
    }

    /// The misconception behind most attempts that take the wrong time: either tasks
    /// are still running although no time has passed, or no future was ever polled, or
    /// the work was never in flight concurrently. If the work was done in sequence,
    /// each piece in its own task, each task was awaited before the next one was
    /// spawned.
    pub fn usual_cause(&self) -> Option<&'static str> {
        if self.took.is_zero() && self.left_alive > 0 {
            Some("spawned-is-done")
        } else if self.case.in_flight().is_some_and(InFlight::is_only_made) {
            Some("calling-starts-it")
        } else if self.is_in_turn() && !self.others_wait() {
            let has_own_tasks = self.work().tasks() == self.work().begun().len();
            Some(if has_own_tasks {
                "spawned-one-by-one"
            } else {
                "awaits-in-sequence"
            })
        } else {
            None
        }
    }

    /// Claims that the attempt takes exactly the virtual time `due`. `what` names the
    /// thing that takes that long, such as "the slowest answer".
    ///
    /// # Panics
    ///
    /// Rejects the attempt if it takes a different time.
    #[track_caller]
    pub fn takes(&self, due: Duration, what: &str) {
        ensure!(
            self,
            self.took == due,
            C::explain(self),
            "it took {}; {what} takes {}{}",
            time(self.took),
            time(due),
            self.note()
        );
    }

    /// Claims that the attempt leaves no tasks running. `misconception` explains
    /// such tasks if the attempt took some time or had nothing to do. An attempt that
    /// had work but took no time only spawned tasks, so `spawned-is-done` explains it
    /// instead.
    ///
    /// # Panics
    ///
    /// Rejects the attempt if any task is still running.
    #[track_caller]
    pub fn leaves_no_tasks(&self, misconception: impl Into<Option<&'static str>>) {
        let nothing_to_do =
            self.case.in_flight().is_some_and(|it| it.ids().is_empty());
        let at_once = self.took.is_zero() && !nothing_to_do;
        ensure!(
            self,
            self.left_alive == 0,
            at_once.then_some("spawned-is-done").or(misconception.into()),
            "it has returned; tasks still running: {}",
            self.left_alive
        );
    }

    /// Claims that the attempt begins each piece of work exactly once.
    ///
    /// # Panics
    ///
    /// Rejects the attempt if it does not. Panics if the case has no
    /// [work](Case::in_flight).
    #[track_caller]
    pub fn asks_for_each_once(&self) {
        let work = self.work();
        let (ids, begun) = (work.ids(), work.begun());
        let (noun, asked_for) = (work.noun(), work.verb());
        let begun_in_words = match &*begun {
            [] => "none".to_owned(),
            some => format!("{some:?}"),
        };
        ensure!(
            self,
            sorted(&begun) == sorted(ids),
            C::explain(self),
            "it {asked_for} {begun_in_words}; the {noun} are {ids:?}"
        );
    }

    /// Claims that the attempt begins each piece of work exactly once, and that all
    /// pieces are in flight at the same time.
    ///
    /// # Panics
    ///
    /// Rejects the attempt if it does not. Panics if the case has no
    /// [work](Case::in_flight).
    #[track_caller]
    pub fn asks_for_all_at_once(&self) {
        self.asks_for_each_once();
        let work = self.work();
        let (all, noun, peak) = (work.ids().len(), work.noun(), work.peak());
        ensure!(
            self,
            peak == all,
            C::explain(self),
            "at most {peak} of {all} {noun} were in flight together{}",
            self.note()
        );
    }

    /// Claims that the attempt drops the work for exactly these ids, all at the
    /// virtual time `at`.
    ///
    /// # Panics
    ///
    /// Rejects the attempt if it does not. Panics if the case has no
    /// [work](Case::in_flight).
    #[track_caller]
    pub fn drops(
        &self,
        ids: impl IntoIterator<Item = usize>,
        at: Duration,
        misconception: impl Into<Option<&'static str>>,
    ) {
        let expected: BTreeSet<_> = ids.into_iter().collect();
        let mut dropped = self.work().dropped();
        dropped.sort_unstable();
        ensure!(
            self,
            dropped.iter().copied().eq(expected.iter().map(|id| (*id, at))),
            misconception.into(),
            "at {}, it should drop {}; it dropped {}",
            time(at),
            words::list(expected),
            words::list(
                dropped.iter().map(|(id, at)| format!("{id} at {}", time(*at)))
            )
        );
    }

    /// Claims that the returned results are in the order of the case's ids. `output`
    /// computes the right output for ids in a given order.
    ///
    /// # Panics
    ///
    /// Rejects the attempt if they are not. Panics if the case has no
    /// [work](Case::in_flight).
    #[track_caller]
    pub fn keeps_order(&self, output: impl Fn(&[usize]) -> C::Output)
    where
        C::Output: Debug + PartialEq,
    {
        let work = self.work();
        let (ids, ended, returned) = (work.ids(), work.ended(), self.output());
        let as_they_ended = ended.len() == ids.len() && *returned == output(&ended);
        ensure!(
            self,
            *returned == output(ids),
            as_they_ended.then_some("answers-in-my-order"),
            "it returned {returned:?}"
        );
    }

    #[track_caller]
    fn expect_few_polls(&self) {
        let pieces = self.work().ids().len();
        let (noun, most) = (self.work().noun(), 10 * (pieces + 1));
        ensure!(
            self,
            self.polls <= most,
            "now-and-then-is-waiting",
            "it was polled {} times for {pieces} {noun}; waiting takes at most {most} \
             polls",
            self.polls
        );
    }

    fn work(&self) -> &InFlight {
        self.case.in_flight().expect("a case with work that can be in flight")
    }

    fn is_in_turn(&self) -> bool {
        self.case.in_flight().is_some_and(InFlight::is_in_turn)
    }

    fn others_wait(&self) -> bool {
        self.case.in_flight().is_some_and(InFlight::others_wait)
    }

    /// A note for the measured text if there were several tasks but the work was
    /// never in flight concurrently. Empty otherwise.
    pub fn note(&self) -> &'static str {
        match self.is_in_turn() && self.others_wait() {
            true => "; the other tasks exist, but they are waiting for something",
            false => "",
        }
    }
}

impl<C: Case> Deref for Attempt<C> {
    type Target = Observed<C::Output>;

    fn deref(&self) -> &Self::Target {
        &self.observed
    }
}

fn sorted(ids: &[usize]) -> Vec<usize> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}
