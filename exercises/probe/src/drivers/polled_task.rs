//! A task that a check polls by hand.

use crate::{Scenario, TestWaker, ensure};
use std::{mem, pin::Pin, task::Poll, thread};

/// A task of a [`Scenario`], and the waker that it is polled with.
///
/// It rejects futures that block in a poll, return `Pending` without keeping a waker, keep
/// the waker of an earlier poll instead of the latest one, or wake themselves over and
/// over.
pub struct PolledTask<'a, T> {
    scenario: Scenario,
    name: String,
    /// `None` only during the drop.
    future: Option<Pin<Box<dyn Future<Output = T> + 'a>>>,
    is_lenient: bool,
    output: Option<T>,
    waker: TestWaker,
    earlier: Vec<TestWaker>,
    is_due: bool,
    polls: usize,
}

/// A task that wakes itself this many times in a row is assumed never to stop.
const ENDLESS: usize = 100;

impl<'a, T> PolledTask<'a, T> {
    /// A task that has not been polled. `name` is the name of its future in rejections,
    /// such as `"a read"`.
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
            // A new task needs no wake for its first poll.
            is_due: true,
            polls: 0,
        }
    }

    /// Like [`Self::new`], but polled with `waker`. A future that keeps no waker, or
    /// the wrong one, is not rejected: the check judges that itself.
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

    /// Polls the task, woken or not, unless it has finished. Returns its output if it has
    /// finished.
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
            let future = self.future.as_mut().expect("only the drop takes it");
            self.waker.poll(future.as_mut())
        });
        match poll {
            Poll::Ready(output) => self.output = Some(output),
            Poll::Pending if self.is_lenient || self.waker.is_retained() => {}
            // The waker was called during the poll, or right after it by another
            // thread.
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

    /// Polls the task until it is no longer woken. Returns whether it was woken at all.
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

    /// True if the task was woken since its last poll, or has never been polled.
    pub fn is_woken(&mut self) -> bool {
        self.is_due |= self.waker.take() > 0;
        self.is_due
    }

    /// The waker that the task is polled with.
    pub fn waker(&self) -> &TestWaker {
        &self.waker
    }

    /// From now on, polls the task with a new waker, as if the future had been moved to
    /// another task. Returns the old waker.
    pub fn change_waker(&mut self) -> TestWaker {
        self.set_waker(TestWaker::new())
    }

    /// From now on, polls the task with this waker. Returns the old waker.
    pub fn set_waker(&mut self, waker: TestWaker) -> TestWaker {
        let earlier = mem::replace(&mut self.waker, waker);
        self.earlier.push(earlier.clone());
        earlier
    }

    /// Treats these wakers like those of earlier polls. These belong to other tasks
    /// that waited for the same thing before this task did.
    pub fn comes_after(&mut self, wakers: &[TestWaker]) {
        self.earlier.extend_from_slice(wakers);
    }

    /// The task's output, if it has finished.
    pub fn output(&self) -> Option<&T> {
        self.output.as_ref()
    }

    /// How often the task was polled.
    pub fn polls(&self) -> usize {
        self.polls
    }
}

/// During a panic, the future is not dropped: if its destructor panicked as well, the
/// process would abort.
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

    /// The text of a rejected scenario.
    fn rejected(script: impl FnOnce(&Scenario) + Send + 'static) -> String {
        let scenario = catch_unwind(AssertUnwindSafe(|| scenario(script)));
        panic_words(&*scenario.expect_err("it must be rejected"))
            .expect("a rejection is text")
    }

    /// A future that keeps the waker of its first poll.
    fn keeps_the_first() -> impl Future<Output = ()> {
        let mut kept = None;
        poll_fn(move |context| {
            kept.get_or_insert_with(|| context.waker().clone());
            Poll::Pending
        })
    }

    /// A future that wakes its own task in `times` polls, and is ready in the next one.
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
    fn a_task_that_yields_a_few_times_is_polled_to_its_end() {
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
            // If the waker is the same, this is allowed.
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
