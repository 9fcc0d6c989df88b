//! A task that a check polls by hand, as an executor would: when it was woken.

use crate::{Scenario, TestWaker, ensure};
use std::{mem, pin::Pin, task::Poll, thread};

/// A task of a [`Scenario`], and the waker that it is polled with.
///
/// It rejects what no future may do: block in a poll, wait without a waker, keep the
/// waker of an earlier poll instead of the latest, or wake itself again and again.
pub struct PolledTask<'a, T> {
    scenario: Scenario,
    name: String,
    /// Only taken in a drop.
    future: Option<Pin<Box<dyn Future<Output = T> + 'a>>>,
    is_lenient: bool,
    output: Option<T>,
    waker: TestWaker,
    earlier: Vec<TestWaker>,
    is_due: bool,
    polls: usize,
}

/// This many polls in a row are not just a few too many.
const ENDLESS: usize = 100;

impl<'a, T> PolledTask<'a, T> {
    /// A task that has not been polled. `name` is what rejections call its future, such
    /// as `"a read"`.
    pub fn new(
        scenario: &Scenario,
        name: &str,
        future: impl Future<Output = T> + 'a,
    ) -> Self {
        Self {
            scenario: scenario.clone(),
            name: name.to_owned(),
            future: Some(Box::pin(future)),
            is_lenient: false,
            output: None,
            waker: TestWaker::new(),
            earlier: Vec::new(),
            // An executor polls a new task without a wake.
            is_due: true,
            polls: 0,
        }
    }

    /// The same, polled with this waker, and the check judges by itself what becomes of
    /// its wakers.
    pub fn lenient(
        scenario: &Scenario,
        name: &str,
        waker: TestWaker,
        future: impl Future<Output = T> + 'a,
    ) -> Self {
        let mut task = Self::new(scenario, name, future);
        (task.is_lenient, task.waker) = (true, waker);
        task
    }

    /// Polls it, woken or not, unless it has ended. Returns its output if it has.
    pub fn poll(&mut self) -> Option<&T> {
        if self.output.is_some() {
            return self.output.as_ref();
        }
        self.polls += 1;
        self.is_due = false;
        self.waker.take();
        let (s, name) = (&self.scenario, &self.name);
        let call = format!("a poll of {name}");
        let poll = s.within_or(call, "blocking-is-waiting", || {
            let future = self.future.as_mut().expect("it is taken in a drop");
            self.waker.poll(future.as_mut())
        });
        match poll {
            Poll::Ready(output) => self.output = Some(output),
            Poll::Pending if self.is_lenient || self.waker.is_retained() => {}
            // It called its waker in the poll, or another thread did right after it.
            Poll::Pending if self.waker.take() > 0 => self.is_due = true,
            Poll::Pending if self.earlier.iter().any(TestWaker::is_retained) => s
                .reject(
                    "first-waker-will-do",
                    format!(
                        "{name} returned `Pending`, but only the waker of an \
                         earlier poll was kept"
                    ),
                ),
            Poll::Pending => s.reject(
                "pending-without-waker",
                format!("{name} returned `Pending`, but its waker was not kept"),
            ),
        }
        self.output.as_ref()
    }

    /// Polls it as long as it has been woken, and returns whether it was.
    pub fn poll_while_woken(&mut self) -> bool {
        let was_woken = self.is_woken();
        let before = self.polls;
        while self.output.is_none() && self.is_woken() {
            self.poll();
            let polls = self.polls - before;
            ensure!(
                self.scenario,
                polls < ENDLESS || self.output.is_some(),
                "waking-myself-is-waiting",
                "{} wakes itself while it waits: {polls} polls in a row",
                self.name
            );
        }
        was_woken
    }

    /// Whether it was woken since its last poll, or has not been polled.
    pub fn is_woken(&mut self) -> bool {
        self.is_due |= self.waker.take() > 0;
        self.is_due
    }

    /// The waker that it is polled with.
    pub fn waker(&self) -> &TestWaker {
        &self.waker
    }

    /// From now on it is polled with another waker, as if it had been moved to another
    /// task. Returns the one that it had.
    pub fn change_waker(&mut self) -> TestWaker {
        self.set_waker(TestWaker::new())
    }

    /// From now on it is polled with this waker. Returns the one that it had.
    pub fn set_waker(&mut self, waker: TestWaker) -> TestWaker {
        let earlier = mem::replace(&mut self.waker, waker);
        self.earlier.push(earlier.clone());
        earlier
    }

    /// Takes these for its earlier wakers: they are those of other tasks, which waited
    /// before it for the same thing.
    pub fn comes_after(&mut self, wakers: &[TestWaker]) {
        self.earlier.extend_from_slice(wakers);
    }

    /// Its output, if it has ended.
    pub fn output(&self) -> Option<&T> {
        self.output.as_ref()
    }

    /// How often it was polled.
    pub fn polls(&self) -> usize {
        self.polls
    }
}

/// A panic of the attempt doesn't drop the future: if its destructor panicked as well,
/// that would abort the process.
impl<T> Drop for PolledTask<'_, T> {
    fn drop(&mut self) {
        if thread::panicking() {
            mem::forget(self.future.take());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PolledTask;
    use crate::{Scenario, TestWaker, panic_words, scenario};
    use std::{
        future::{pending, poll_fn},
        panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
        task::Poll,
    };

    /// What a rejected scenario says.
    fn rejected(script: impl FnOnce(&Scenario) + Send + 'static) -> String {
        let scenario = catch_unwind(AssertUnwindSafe(|| scenario(script)));
        panic_words(&*scenario.expect_err("it has to be rejected"))
            .expect("a rejection is a text")
    }

    /// A future that keeps the waker of its first poll.
    fn keeps_the_first() -> impl Future<Output = ()> {
        let mut kept = None;
        poll_fn(move |context| {
            kept.get_or_insert_with(|| context.waker().clone());
            Poll::Pending
        })
    }

    /// A future that wakes its own task as often, and is ready then.
    fn yields(mut times: usize) -> impl Future<Output = usize> {
        poll_fn(move |context| {
            if times == 0 {
                return Poll::Ready(7);
            }
            times -= 1;
            context.waker().wake_by_ref();
            Poll::Pending
        })
    }

    #[test]
    fn a_task_that_yields_sometimes_is_polled_to_its_end() {
        scenario(|s| {
            let mut task = PolledTask::new(s, "a yield", yields(3));
            assert!(task.is_woken());
            assert!(task.poll_while_woken());
            assert_eq!((task.output(), task.polls()), (Some(&7), 4));
            assert!(!task.poll_while_woken());
            assert_eq!(task.poll(), Some(&7));
            assert_eq!(task.polls(), 4);
        });
    }

    #[test]
    fn a_task_that_wakes_itself_forever_is_rejected() {
        let said = rejected(|s| {
            PolledTask::new(s, "a read", yields(usize::MAX)).poll_while_woken();
        });
        assert!(said.contains("(waking-myself-is-waiting)"), "{said}");
    }

    #[test]
    fn a_task_that_keeps_no_waker_is_rejected_unless_the_check_is_lenient() {
        let said = rejected(|s| {
            PolledTask::new(s, "a read", pending::<()>()).poll();
        });
        assert!(said.contains("(pending-without-waker)"), "{said}");
        scenario(|s| {
            let waker = TestWaker::new();
            PolledTask::lenient(s, "a read", waker, pending::<()>()).poll();
        });
    }

    #[test]
    fn a_task_that_keeps_an_earlier_waker_is_rejected() {
        let said = rejected(|s| {
            let mut task = PolledTask::new(s, "a read", keeps_the_first());
            task.poll();
            // The same waker will do.
            task.poll();
            task.change_waker();
            task.poll();
        });
        assert!(said.contains("(first-waker-will-do)"), "{said}");
    }

    #[test]
    fn a_panic_does_not_drop_the_future() {
        struct Panics;
        impl Drop for Panics {
            fn drop(&mut self) {
                resume_unwind(Box::new("and again"));
            }
        }
        let said = rejected(|s| {
            let guard = Panics;
            let mut task =
                PolledTask::lenient(s, "a read", TestWaker::new(), async {
                    let _guard = guard;
                    pending::<()>().await;
                });
            task.poll();
            resume_unwind(Box::new("once"));
        });
        assert!(said.contains("once"), "{said}");
    }
}
