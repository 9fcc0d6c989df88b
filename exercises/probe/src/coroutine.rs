//! A coroutine that is primed, and resumed with one value after the other.

use crate::{Given, Panicked, call};
use genawaiter::{
    GeneratorState::{self, Complete, Yielded},
    rc::{Co, Gen},
};

/// What a coroutine does when it is resumed with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<Y, O> {
    /// It yields this.
    Yields(Y),
    /// It returns this, so it has ended.
    Returns(O),
    /// It panics, so it has ended.
    Panics(Panicked),
}

/// A learner's coroutine, from its first yield on.
pub struct Coroutine<S, Y, O> {
    resume: Box<dyn FnMut(S) -> GeneratorState<Y, O>>,
    resumed: Resumed<S, Y, O>,
}

/// What a coroutine was sent, and what it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resumed<S, Y, O> {
    /// What it was sent after it had been primed. Nothing is sent after its end.
    pub sent: Vec<S>,
    /// What it did with each of these values. A panic in its drop is one step more.
    pub steps: Vec<Step<Y, O>>,
}

impl<S: Clone + 'static, Y: 'static, O> Coroutine<S, Y, O> {
    /// Makes a coroutine and resumes it for the first time, with a value that no yield
    /// receives.
    ///
    /// # Panics
    ///
    /// Rejects a coroutine that panics, or that returns.
    #[track_caller]
    pub fn primed<F>(body: impl FnOnce(Co<Y, S>) -> F, value: S) -> Self
    where
        F: Future<Output = O> + 'static,
    {
        let given = Given::new("nothing yet");
        let mut coroutine = given.call(|| Gen::new(body));
        if let Complete(_) = given.call(|| coroutine.resume_with(value)) {
            given.reject(None, "it returns when it is primed");
        }
        let resume = Box::new(move |value| coroutine.resume_with(value));
        Self { resume, resumed: Resumed { sent: Vec::new(), steps: Vec::new() } }
    }

    /// Resumes it with `value`, unless it has ended.
    pub fn send(&mut self, value: S) {
        if self.resumed.has_ended() {
            return;
        }
        self.resumed.sent.push(value.clone());
        self.resumed.steps.push(match call(|| (self.resume)(value)) {
            Ok(Yielded(value)) => Step::Yields(value),
            Ok(Complete(output)) => Step::Returns(output),
            Err(panicked) => Step::Panics(panicked),
        });
    }

    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        self.resumed.has_ended()
    }

    /// Drops it where it is.
    pub fn finish(self) -> Resumed<S, Y, O> {
        let Self { resume, mut resumed } = self;
        resumed.steps.extend(call(|| drop(resume)).err().map(Step::Panics));
        resumed
    }
}

impl<S, Y, O> Resumed<S, Y, O> {
    /// Whether it has ended by itself.
    pub fn has_ended(&self) -> bool {
        !matches!(self.steps.last(), None | Some(Step::Yields(_)))
    }

    /// The panic that ended it, if one did.
    pub fn panicked(&self) -> Option<&Panicked> {
        match self.steps.last() {
            Some(Step::Panics(panicked)) => Some(panicked),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Co, Coroutine, Step::*};

    async fn adds(co: Co<u32, Option<u32>>) -> &'static str {
        let mut sum = 1;
        while let Some(number) = co.yield_(sum).await {
            sum += 10 / number;
        }
        "done"
    }

    #[test]
    fn each_value_leads_to_one_step_until_the_end() {
        let mut coroutine = Coroutine::primed(adds, None);
        [Some(5), Some(1)].into_iter().for_each(|it| coroutine.send(it));
        assert!(!coroutine.has_ended());
        [None, Some(1), Some(1)].into_iter().for_each(|it| coroutine.send(it));
        let resumed = coroutine.finish();
        assert_eq!(resumed.sent, [Some(5), Some(1), None]);
        assert_eq!(resumed.steps, [Yields(3), Yields(13), Returns("done")]);
        assert_eq!(resumed.panicked(), None);
    }

    #[test]
    fn a_panic_ends_it() {
        let mut coroutine = Coroutine::primed(adds, None);
        [Some(0), Some(1)].into_iter().for_each(|it| coroutine.send(it));
        let resumed = coroutine.finish();
        assert_eq!(resumed.steps.len(), 1);
        assert!(resumed.panicked().unwrap().words().contains("divide by zero"));
    }

    #[test]
    #[should_panic(expected = "it returns when it is primed")]
    fn a_body_without_a_yield_is_rejected() {
        Coroutine::primed(async |_: Co<(), ()>| (), ());
    }

    #[test]
    #[should_panic(expected = "it waits at an `.await` that is not a yield's")]
    fn a_body_that_waits_for_something_else_is_rejected() {
        Coroutine::primed(
            async |_: Co<(), ()>| std::future::pending::<()>().await,
            (),
        );
    }

    #[test]
    fn a_yield_that_is_not_awaited_is_told_by_its_misconception() {
        let twice = async |co: Co<(), ()>| {
            drop(co.yield_(()));
            co.yield_(()).await;
        };
        let primed = || drop(Coroutine::primed(twice, ()));
        let rejected = crate::call(primed).unwrap_err();
        assert!(rejected.words().contains("(yield-without-await)"), "{rejected:?}");
    }
}
