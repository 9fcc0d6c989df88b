//! A future with two children, polled by hand.

use crate::{Scenario, TestFuture, TestWaker, ensure, interleave::act};
use std::{pin::Pin, task::Poll};

/// A future that polls two children, such as a join.
///
/// It rejects a parent that polls a child that was not woken, or that wakes itself
/// although no child was woken. The first poll of a child needs no wake. A child that
/// is woken while its parent is polled may be polled in that poll and in the next one.
pub struct ParentTask<T> {
    /// The children.
    pub children: [TestFuture<String>; 2],
    /// The waker of the next poll.
    pub task: TestWaker,
    /// The misconception that explains a poll that does not return.
    pub misconception: Option<&'static str>,
    scenario: Scenario,
    name: &'static str,
    /// `None` if the parent was dropped.
    future: Option<Pin<Box<dyn Future<Output = T>>>>,
    /// Which children were woken during the latest poll.
    just_woken: [bool; 2],
    output: Option<T>,
}

type Child = Pin<Box<dyn Future<Output = String>>>;

impl<T> ParentTask<T> {
    /// A parent that has not been polled, with two children that wait. `name` is its
    /// name in rejections, such as `"the join"`, and `outputs` are the children's
    /// outputs.
    pub fn new<F: Future<Output = T> + 'static>(
        scenario: &Scenario,
        name: &'static str,
        outputs: [String; 2],
        make: impl FnOnce([Child; 2]) -> F,
    ) -> Self {
        let children = outputs.map(TestFuture::new);
        let futures = children.each_ref().map(|it| Box::pin(it.future()) as Child);
        Self {
            children,
            task: TestWaker::new(),
            misconception: None,
            scenario: scenario.clone(),
            name,
            future: Some(Box::pin(make(futures))),
            just_woken: [false; 2],
            output: None,
        }
    }

    /// Polls the parent, unless it is done or dropped. Returns whether it is done.
    ///
    /// A needless poll has the misconception `all-share-one-waker` if the parent polls
    /// both children and neither is done, and a parent that wakes itself in its first poll has
    /// `waking-myself-is-waiting`.
    pub fn poll(&mut self) -> bool {
        let (Some(future), None) = (&mut self.future, &self.output) else {
            return self.output.is_some();
        };
        let (s, name) = (&self.scenario, self.name);
        let each = self.children.each_ref();
        let polls = each.map(TestFuture::polls);
        let needless = each.map(TestFuture::needless_polls);
        let (wakes, ended) = (self.task.wakes(), each.map(|it| it.wakes()[1]));
        let call = format!("a poll of {name}");
        let poll =
            act(s, call, self.misconception, || self.task.poll(future.as_mut()));
        // Another thread may be in the middle of waking a child.
        let woken = [0, 1].map(|it| each[it].wakes()[0] > ended[it]);
        let is_quiet = self.task.wakes() == wakes || woken.contains(&true);
        let itself = (polls == [0, 0]).then_some("waking-myself-is-waiting");
        let measured =
            format!("no child is woken, but a poll of {name} wakes {name}");
        ensure!(s, is_quiet, itself, "{measured}");
        // A parent that always polls the last child can tell its children apart.
        let are_both_polled =
            (0..2).all(|it| each[it].polls() > polls[it] && !each[it].is_done());
        let shared = are_both_polled.then_some("all-share-one-waker");
        for (place, which) in ["first", "second"].into_iter().enumerate() {
            let needless = each[place].needless_polls() - needless[place];
            let is_due = needless <= usize::from(self.just_woken[place]);
            let measured = format!("the {which} child was not woken, but is polled");
            ensure!(s, is_due, shared, "{measured}");
        }
        self.just_woken = woken;
        if let Poll::Ready(output) = poll {
            self.output = Some(output);
        }
        self.output.is_some()
    }

    /// Polls the parent, and polls it again as long as it is woken, but at most 50 times.
    /// Returns whether it is done.
    pub fn settle(&mut self) -> bool {
        for _ in 0..50 {
            let before = self.task.wakes();
            if self.poll() || self.task.wakes() == before {
                break;
            }
        }
        self.output.is_some()
    }

    /// The parent's output, if it is done.
    pub fn output(&self) -> Option<&T> {
        self.output.as_ref()
    }

    /// Drops the parent.
    pub fn drop_future(&mut self) {
        self.future = None;
    }

    /// The children in this order.
    pub fn in_order(&self, places: [usize; 2]) -> [TestFuture<String>; 2] {
        places.map(|place| self.children[place].clone())
    }

    /// How often each child was polled.
    pub fn polls(&self) -> [usize; 2] {
        self.children.each_ref().map(TestFuture::polls)
    }

    /// How often each child was polled since `before`, an earlier result of `polls`.
    pub fn polls_since(&self, before: [usize; 2]) -> [usize; 2] {
        [0, 1].map(|it| self.polls()[it] - before[it])
    }
}

#[cfg(test)]
mod tests {
    use super::{Child, ParentTask};
    use crate::{Scenario, TestFuture, panic_words, scenario};
    use std::{
        future::poll_fn,
        panic::{AssertUnwindSafe, catch_unwind},
        task::{Context, Poll},
    };

    type Polls = fn(&mut [Child; 2], &mut Context<'_>, usize);

    /// A parent that is polled by calling `polls` with the number of the poll, counted
    /// from 1.
    fn parent(s: &Scenario, polls: Polls) -> ParentTask<()> {
        let outputs = ["one", "two"].map(str::to_owned);
        ParentTask::new(s, "it", outputs, |mut children| {
            let mut number = 0;
            poll_fn(move |context| {
                number += 1;
                polls(&mut children, context, number);
                Poll::Pending
            })
        })
    }

    fn poll_child(
        children: &mut [Child; 2],
        place: usize,
        context: &mut Context<'_>,
    ) {
        assert!(children[place].as_mut().poll(context).is_pending());
    }

    fn both(children: &mut [Child; 2], context: &mut Context<'_>, _: usize) {
        (0..2).for_each(|place| poll_child(children, place, context));
    }

    fn one_after_the_first_poll(
        children: &mut [Child; 2],
        context: &mut Context<'_>,
        number: usize,
    ) {
        (0..2)
            .take(3 - number.min(2))
            .for_each(|it| poll_child(children, it, context));
    }

    #[track_caller]
    fn rejects(
        misconception: &str,
        script: impl FnOnce(&Scenario) + Send + 'static,
    ) {
        let rejected = catch_unwind(AssertUnwindSafe(|| scenario(script)));
        let said = panic_words(&*rejected.expect_err("it must be rejected"));
        let said = said.expect("a rejection is text");
        assert!(said.contains(misconception), "{said}");
        assert_eq!(said.contains("all-share"), misconception.contains("all-share"));
    }

    #[test]
    fn a_child_that_was_woken_may_be_polled() {
        scenario(|s| {
            let mut it = parent(s, both);
            assert!(!it.poll());
            for _ in 0..3 {
                it.children.iter().for_each(TestFuture::wake);
                assert!(!it.poll());
            }
            assert_eq!((it.polls(), it.polls_since([1, 2])), ([4, 4], [3, 2]));
        });
    }

    #[test]
    fn a_child_that_was_not_woken_must_not_be_polled() {
        for woken in [None, Some(0), Some(1)] {
            rejects("(all-share-one-waker)", move |s| {
                let mut it = parent(s, both);
                it.poll();
                woken.into_iter().for_each(|place| it.children[place].wake());
                it.poll();
            });
        }
        rejects("the first child was not woken, but is polled", |s| {
            let mut it = parent(s, one_after_the_first_poll);
            it.poll();
            it.poll();
        });
    }

    #[test]
    fn a_child_woken_during_a_poll_may_be_polled_in_that_poll_and_the_next() {
        scenario(|s| {
            let mut it = parent(s, both);
            let [first, second] = it.in_order([0, 1]);
            it.poll();
            [&first, &second].into_iter().for_each(TestFuture::wake);
            first.on_poll(move |_, number| {
                // The parent polls the second child next, in the same poll.
                if number == 2 {
                    second.wake();
                }
            });
            it.poll();
            first.wake();
            it.poll();
        });
    }

    #[test]
    fn a_parent_wakes_itself_only_if_a_child_was_woken() {
        rejects("(waking-myself-is-waiting)", |s| {
            parent(s, |_, context, _| context.waker().wake_by_ref()).poll();
        });
        scenario(|s| {
            let mut it = parent(s, both);
            it.children[0].on_poll(|it, _| it.wake());
            it.poll();
            assert_eq!(it.task.wakes(), 1);
        });
    }
}
