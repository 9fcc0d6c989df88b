//! Primes a coroutine, and resumes it with one value after another.

use crate::{Given, Panicked, call};
use genawaiter::{
    GeneratorState::{self, Complete, Yielded},
    rc::{Co, Gen},
};

/// What a coroutine does when it is resumed with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<Y, O> {
    /// The coroutine yields this value.
    Yields(Y),
    /// The coroutine ends by returning this output.
    Returns(O),
    /// The coroutine ends with a panic.
    Panics(Panicked),
}

/// A learner's coroutine, primed up to its first yield.
pub struct Coroutine<S, Y, O, L = ()> {
    resume: Box<dyn FnMut(S) -> GeneratorState<Y, O>>,
    look: Box<dyn Fn() -> L>,
    sent: Vec<S>,
    steps: Vec<Step<Y, O>>,
    seen: Vec<L>,
}

/// What was sent to a coroutine, and what the coroutine did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resumed<S, Y, O, L = ()> {
    /// The values that were sent after priming. A coroutine that has ended is sent
    /// nothing.
    pub sent: Vec<S>,
    /// What the coroutine did with each sent value. A panic during the drop is an
    /// additional step.
    pub steps: Vec<Step<Y, O>>,
    /// What `look` returned: first after priming, then after each value.
    pub seen: Vec<L>,
    /// What `look` returned after the drop.
    pub dropped: L,
}

impl<S: Clone + 'static, Y: 'static, O> Coroutine<S, Y, O> {
    /// Creates a coroutine and resumes it up to its first yield, with a value that is
    /// not received by any yield.
    ///
    /// # Panics
    ///
    /// Rejects a coroutine that panics or returns before its first yield.
    #[track_caller]
    pub fn primed<F>(body: impl FnOnce(Co<Y, S>) -> F, value: S) -> Self
    where
        F: Future<Output = O> + 'static,
    {
        Self::primed_and_watched(body, value, || ())
    }
}

impl<S: Clone + 'static, Y: 'static, O, L> Coroutine<S, Y, O, L> {
    /// Like [`Self::primed`], but calls `look` after each resume and after the drop.
    ///
    /// # Panics
    ///
    /// Rejects a coroutine that panics or returns before its first yield.
    #[track_caller]
    pub fn primed_and_watched<F>(
        body: impl FnOnce(Co<Y, S>) -> F,
        value: S,
        look: impl Fn() -> L + 'static,
    ) -> Self
    where
        F: Future<Output = O> + 'static,
    {
        let given = Given::new("no values yet");
        let mut coroutine = given.call(|| Gen::new(body));
        if let Complete(_) = given.call(|| coroutine.resume_with(value)) {
            given.reject(None, "it returned before its first yield");
        }
        let resume = Box::new(move |value| coroutine.resume_with(value));
        let seen = vec![look()];
        let look = Box::new(look);
        Self { resume, look, sent: Vec::new(), steps: Vec::new(), seen }
    }

    /// Resumes the coroutine with `value`, unless it has ended.
    pub fn send(&mut self, value: S) {
        if has_ended(&self.steps) {
            return;
        }
        self.sent.push(value.clone());
        self.steps.push(match call(|| (self.resume)(value)) {
            Ok(Yielded(value)) => Step::Yields(value),
            Ok(Complete(output)) => Step::Returns(output),
            Err(panicked) => Step::Panics(panicked),
        });
        self.seen.push((self.look)());
    }

    /// Sends the coroutines their values in turn, one value at a time, and drops the
    /// coroutines at the end.
    pub fn in_turn<const N: usize>(
        coroutines: [(Self, Vec<S>); N],
    ) -> [Resumed<S, Y, O, L>; N] {
        let mut coroutines = coroutines;
        let most = coroutines.iter().map(|(_, values)| values.len()).max();
        for turn in 0..most.unwrap_or(0) {
            for (coroutine, values) in &mut coroutines {
                values
                    .get(turn)
                    .into_iter()
                    .for_each(|it| coroutine.send(it.clone()));
            }
        }
        coroutines.map(|(coroutine, _)| coroutine.finish())
    }

    /// Drops the coroutine, wherever it is paused.
    pub fn finish(self) -> Resumed<S, Y, O, L> {
        let Self { resume, look, sent, mut steps, seen } = self;
        steps.extend(call(|| drop(resume)).err().map(Step::Panics));
        Resumed { sent, steps, seen, dropped: look() }
    }
}

impl<S, Y, O, L> Resumed<S, Y, O, L> {
    /// Whether the coroutine returned or panicked.
    pub fn has_ended(&self) -> bool {
        has_ended(&self.steps)
    }

    /// The panic that ended it, if any.
    pub fn panicked(&self) -> Option<&Panicked> {
        match self.steps.last() {
            Some(Step::Panics(panicked)) => Some(panicked),
            _ => None,
        }
    }

    /// Returns `self`, unless the coroutine panicked. `misconception` explains a panic as
    /// in [`Panicked::reject`].
    ///
    /// # Panics
    ///
    /// Rejects a coroutine that panicked: see [`Panicked::reject`].
    #[track_caller]
    #[must_use]
    pub fn unharmed<'a>(
        self,
        given: &Given,
        misconception: impl Into<Option<&'a str>>,
    ) -> Self {
        match self.panicked() {
            Some(panicked) => panicked.reject(given, misconception),
            None => self,
        }
    }
}

fn has_ended<Y, O>(steps: &[Step<Y, O>]) -> bool {
    matches!(steps.last(), Some(Step::Returns(_) | Step::Panics(_)))
}

#[cfg(test)]
mod tests {
    use super::{Co, Coroutine, Panicked, Step::*};
    use crate::{Given, call};
    use std::{cell::Cell, rc::Rc};

    async fn adds(co: Co<u32, Option<u32>>) -> &'static str {
        let mut sum = 1;
        while let Some(number) = co.yield_(sum).await {
            sum += 10 / number;
        }
        "done"
    }

    #[test]
    fn each_value_causes_one_step_until_the_end() {
        let mut coroutine = Coroutine::primed(adds, None);
        [Some(5), Some(1)].into_iter().for_each(|it| coroutine.send(it));
        [None, Some(1), Some(1)].into_iter().for_each(|it| coroutine.send(it));
        let resumed = coroutine.finish();
        assert_eq!(resumed.sent, [Some(5), Some(1), None]);
        assert_eq!(resumed.steps, [Yields(3), Yields(13), Returns("done")]);
        assert_eq!(resumed.panicked(), None);
        assert!(resumed.has_ended());
        let unharmed = resumed.clone().unharmed(&Given::new("an end"), None);
        assert_eq!(unharmed, resumed);
    }

    #[test]
    fn look_is_called_after_each_resume_and_after_the_drop() {
        let count = Rc::new(Cell::new(0));
        let (counts, counted) = (Rc::clone(&count), move || count.get());
        let body = async move |co: Co<(), ()>| {
            let _dropped_late = AddsTen(Rc::clone(&counts));
            loop {
                counts.update(|it| it + 1);
                co.yield_(()).await;
            }
        };
        let mut coroutine = Coroutine::primed_and_watched(body, (), counted);
        coroutine.send(());
        let resumed = coroutine.finish();
        assert_eq!((&*resumed.seen, resumed.dropped), (&[1, 2][..], 12));
        assert!(!resumed.has_ended());

        struct AddsTen(Rc<Cell<u32>>);
        impl Drop for AddsTen {
            fn drop(&mut self) {
                self.0.update(|it| it + 10);
            }
        }
    }

    #[test]
    fn shared_state_shows_when_coroutines_run_in_turn() {
        let shared = Rc::new(Cell::new(0));
        let coroutine = |is_shared: bool| {
            let count = match is_shared {
                true => Rc::clone(&shared),
                false => Rc::default(),
            };
            let body = async move |co: Co<u32, u32>| {
                loop {
                    let added = co.yield_(count.get()).await;
                    count.update(|it| it + added);
                }
            };
            Coroutine::<_, _, ()>::primed(body, 0)
        };
        let run = |is_shared| {
            let pair = [vec![1, 2], vec![10]];
            Coroutine::in_turn(pair.map(|values| (coroutine(is_shared), values)))
                .map(|it| it.steps)
        };
        assert_eq!(run(false), [vec![Yields(1), Yields(3)], vec![Yields(10)]]);
        assert_eq!(run(true), [vec![Yields(1), Yields(13)], vec![Yields(11)]]);
    }

    #[test]
    fn a_panic_ends_a_coroutine() {
        let mut coroutine = Coroutine::primed(adds, None);
        [Some(0), Some(1)].into_iter().for_each(|it| coroutine.send(it));
        let resumed = coroutine.finish();
        assert_eq!(resumed.steps.len(), 1);
        assert!(resumed.panicked().unwrap().words().contains("divide by zero"));
        let unharmed = || resumed.unharmed(&Given::new("0"), "an-error-is-the-end");
        let words = call(unharmed).unwrap_err().words().to_owned();
        assert!(words.starts_with("given 0: it panicked: "), "{words}");
        assert!(words.contains("(an-error-is-the-end)"), "{words}");
    }

    #[test]
    fn a_panic_during_the_drop_is_an_additional_step() {
        struct Dropped(bool);
        impl Drop for Dropped {
            fn drop(&mut self) {
                assert!(!self.0, "it is loud");
            }
        }
        for is_loud in [true, false] {
            let body = async move |co: Co<u32, ()>| {
                let _dropped = Dropped(is_loud);
                loop {
                    co.yield_(1).await;
                }
            };
            let mut coroutine = Coroutine::<_, _, ()>::primed(body, ());
            coroutine.send(());
            let resumed = coroutine.finish();
            assert_eq!((&*resumed.sent, &resumed.steps[0]), (&[()][..], &Yields(1)));
            let panicked = resumed.panicked().map(Panicked::words);
            assert_eq!(panicked, is_loud.then_some("it is loud"));
            assert_eq!(resumed.steps.len(), 1 + usize::from(is_loud));
        }
    }

    #[test]
    #[should_panic(expected = "it returned before its first yield")]
    fn a_body_without_a_yield_is_rejected() {
        Coroutine::primed(async |_: Co<(), ()>| (), ());
    }

    #[test]
    #[should_panic(expected = "it is waiting at an `.await` that is not a yield")]
    fn a_body_that_waits_for_something_else_is_rejected() {
        Coroutine::primed(
            async |_: Co<(), ()>| std::future::pending::<()>().await,
            (),
        );
    }

    #[test]
    fn a_yield_that_is_not_awaited_is_rejected_with_its_misconception() {
        let twice = async |co: Co<(), ()>| {
            drop(co.yield_(()));
            co.yield_(()).await;
        };
        let primed = || drop(Coroutine::primed(twice, ()));
        let rejected = call(primed).unwrap_err();
        assert!(rejected.words().contains("(yield-without-await)"), "{rejected:?}");
    }
}
