//! A join polls the children that were woken, and is woken when one of them is.
//!
//! The check plays the loop, and it also wakes the children. At each poll of the join,
//! the check judges which children are polled, and whether the join wakes itself. One
//! test uses a real loop on the virtual clock instead. A test begins by calling the
//! tests whose claims it relies on.

#[path = "../join_by_hand.rs"]
mod join_by_hand;

use join_by_hand::join;
use probe::{
    Finding, ParentTask, Rng, Scenario, Service, TestFuture, TestWaker, Watchdog,
    ensure, interleave::act, observe, time,
};
use std::{cell::Cell, pin::Pin, sync::mpsc, task::Waker, time::Duration};

/// A future to join.
pub type Child = Pin<Box<dyn Future<Output = String>>>;

#[test]
fn the_first_poll_starts_both_children() {
    play(|s, mut trial| {
        let measured = "a child is polled before the join is";
        ensure!(s, trial.polls() == [0, 0], None, "{measured}");
        trial.poll();
        let polls = trial.polls();
        // While both children wait, a needless poll shows whether the join can tell
        // them apart.
        trial.children[0].wake();
        trial.settle();
        trial.children[0].finish();
        trial.settle();
        let is_second_later = polls == [1, 0] && trial.polls()[1] > 0;
        let misconception = is_second_later.then_some("awaits-in-sequence");
        let measured = format!(
            "polls of the two children in the first poll of the join: {polls:?}"
        );
        ensure!(s, polls == [1, 1], misconception, "{measured}");
    });
}

#[test]
fn a_join_takes_as_long_as_its_longer_child() {
    the_first_poll_starts_both_children();
    let mut rng = Rng::new();
    for _ in 0..4 {
        let service = Service::drawn(&mut rng, [0, 1]);
        let [first, second] = [0, 1].map(|id| -> Child {
            let service = service.clone();
            Box::pin(async move { service.fetch(id).await })
        });
        let it = observe(async move { join(first, second).await });
        let answers = it.output(None);
        let expected = ["answer 0", "answer 1"].map(str::to_owned).into();
        ensure!(it, *answers == expected, None, "it gives {answers:?}");
        let in_turn = (it.took == service.total()).then_some("awaits-in-sequence");
        let [took, slowest] = [it.took, service.slowest()].map(time);
        let measured = format!("it took {took}; the longer child takes {slowest}");
        ensure!(it, it.took == service.slowest(), in_turn, "{measured}");
        it.is_polled_at_most(3);
    }
}

#[test]
fn only_woken_children_are_polled() {
    a_finished_child_is_not_polled_again();
    play(|s, mut trial| {
        let mut rng = Rng::new();
        let drawn = (0..12).map(|_| [(); 2].map(|()| rng.range(0..2) as usize));
        trial.settle();
        for woken in [[1, 0], [0, 1], [0, 0], [1, 1]].into_iter().chain(drawn) {
            s.story(format!("wakes of the two children: {woken:?}"));
            let before = trial.polls();
            trial.task.take();
            let children = trial.children.iter().zip(woken);
            children.filter(|(_, woken)| *woken > 0).for_each(|(it, _)| it.wake());
            let is_told = trial.task.take() > 0 || woken == [0, 0];
            ensure!(s, is_told, None, "the waker of the join is not called");
            trial.settle();
            let polls = trial.polls_since(before);
            let measured = format!("polls of the two children: {polls:?}");
            ensure!(s, polls == woken, None, "{measured}");
        }
    });
}

#[test]
fn a_finished_child_is_not_polled_again() {
    the_first_poll_starts_both_children();
    for (place, which) in ["first", "second"].into_iter().enumerate() {
        play(move |s, mut trial| {
            trial.settle();
            let [early, late] = trial.in_order([place, 1 - place]);
            trial.task.take();
            early.finish();
            let is_told = trial.task.take() > 0;
            let measured = "a child is woken, but the join is not";
            ensure!(s, is_told, "pending-without-waker", "{measured}");
            s.story(format!("the {which} child is done"));
            trial.settle();
            // Even now, the child's waker may be called, and the join may be polled
            // without a wake.
            early.wake();
            trial.settle();
            trial.settle();
            late.wake();
            trial.settle();
            late.finish();
            let is_done = trial.settle();
            let is_again = early.is_polled_again() || late.is_polled_again();
            ensure!(s, !is_again, "ready-can-be-asked-again", "it is polled again");
            ensure!(
                s,
                is_done,
                None,
                "then the other child is done, too, but the join is not ready"
            );
        });
    }
}

#[test]
fn answers_keep_their_places() {
    a_finished_child_is_not_polled_again();
    let mut rng = Rng::new();
    let drawn = [(); 2].map(|()| rng.range(0..1000).to_string());
    // Groups of children. Children in the same group finish in the same poll.
    let orders: [(_, &[&[usize]]); 3] = [
        ("the first before the second", &[&[], &[0], &[1]]),
        ("the second before the first", &[&[], &[1], &[0]]),
        ("both at once", &[&[0, 1]]),
    ];
    for answers in [drawn, Default::default()] {
        for (how, groups) in orders {
            let answers = answers.clone();
            play(move |s, _| {
                let [one, other] = &answers;
                s.story(format!("the children return {one:?} and {other:?}, {how}"));
                let mut trial = with_answers(s, answers.clone());
                for group in groups {
                    group.iter().for_each(|place| trial.children[*place].finish());
                    trial.settle();
                }
                let is_right = trial.output() == Some(&answers.into());
                ensure!(s, is_right, None, "the join returns {:?}", trial.output());
            });
        }
    }
}

#[test]
fn a_child_may_be_woken_while_it_is_polled() {
    a_finished_child_is_not_polled_again();
    let mut rng = Rng::new();
    let drawn = [(); 2].map(|()| rng.range(1..5) as usize);
    for (story, times) in [
        ("the first child wakes itself while it is polled", [1, 0]),
        ("the second child wakes itself while it is polled", [0, 1]),
        ("the children wake themselves while they are polled", drawn),
    ] {
        answers_each_wake(story, times.map(|it| it + 1), move |trial| {
            let children = trial.children.iter().zip(times);
            children.for_each(|(it, times)| it.yields(times));
        });
    }
}

#[test]
fn a_child_may_wake_the_other() {
    a_child_may_be_woken_while_it_is_polled();
    for order in [[0, 1], [1, 0]] {
        let story = "while a child is polled, it wakes the other, and so on";
        answers_each_wake(story, [4, 4], move |trial| {
            trial.settle();
            let [one, other] = trial.in_order(order);
            for (child, other) in [(&one, other.clone()), (&other, one.clone())] {
                child.on_poll(move |_, _| other.wake());
            }
            one.wake();
        });
    }
}

/// Rejects a join that is not done after its children have been polled `due` times. The
/// children call wakers in the middle of their polls.
fn answers_each_wake(
    story: &'static str,
    due: [usize; 2],
    prepare: impl FnOnce(&mut Trial) + Send + 'static,
) {
    play(move |s, mut trial| {
        s.story(story);
        trial.misconception = COMES_BACK;
        trial.children.iter().zip(due).for_each(|(it, due)| it.ready_at(due));
        prepare(&mut trial);
        let is_told = trial.settle() || trial.task.wakes() > 0;
        let measured = "the waker of the join is not called";
        ensure!(s, is_told, "looked-is-still-true", "{measured}");
        let measured = format!("polls: {:?}, due: {due:?}", trial.polls());
        let is_done = trial.output().is_some();
        ensure!(s, is_done, "a-poll-answers-its-wakes", "{measured}");
    });
}

#[test]
fn a_child_may_be_woken_by_another_thread() {
    const TIMES: usize = 100;
    a_child_may_be_woken_while_it_is_polled();
    [0, 1].into_iter().for_each(is_polled_before_the_wake_returns);
    play(|s, mut trial| {
        s.story("another thread wakes the children, and then the join is polled");
        trial.misconception = COMES_BACK;
        let (tell, told) = mpsc::channel();
        trial.task = TestWaker::on_wake(move || tell.send(()).unwrap_or(()));
        let (ask, asked) = mpsc::channel::<TestFuture<String>>();
        s.spawn(move || asked.iter().for_each(|it| it.wake()));
        for child in &trial.children {
            let ask = ask.clone();
            child.ready_at(TIMES + 1);
            child.on_poll(move |it, _| ask.send(it.clone()).unwrap_or(()));
        }
        while !trial.poll() {
            // If no wake arrives, the watchdog explains why.
            told.recv().expect("the task has a waker");
            // A single poll is enough for all wakes so far.
            told.try_iter().for_each(drop);
        }
    });
}

/// Another thread wakes a child, and the loop polls as early as possible.
fn is_polled_before_the_wake_returns(place: usize) {
    play(move |s, mut trial| {
        let (tell, told) = mpsc::channel();
        trial.task = TestWaker::on_wake(move || {
            // Wait until the poll is over, but not for long: the poll may need a lock
            // that is held here.
            for _ in (0..20).take_while(|_| tell.send(()).is_ok()) {
                std::thread::sleep(Duration::from_millis(10));
            }
        });
        trial.settle();
        let before = trial.polls();
        let child = trial.children[place].clone();
        let wake = s.spawn(move || child.wake());
        told.recv_timeout(Duration::from_secs(1)).ok();
        let wakes = trial.task.wakes();
        trial.poll();
        drop(told);
        wake.join().ok();
        let is_lost = trial.polls() == before && trial.task.wakes() == wakes;
        s.story("while another thread wakes a child, the join is woken and polled");
        let measured = "the poll misses the child, and nothing wakes the join again";
        ensure!(s, !is_lost, "wake-then-tell", "{measured}");
    });
}

#[test]
fn the_latest_waker_of_the_join_is_called() {
    a_child_may_be_woken_while_it_is_polled();
    for order in [[0, 1], [1, 0]] {
        play(move |s, mut trial| {
            s.story("the join is polled with two wakers, and a child calls its own");
            trial.settle();
            let first = std::mem::take(&mut trial.task);
            first.take();
            trial.poll();
            trial.children[order[0]].wake();
            let (misconception, called) = match first.take() {
                0 => ("pending-without-waker", "neither is called"),
                _ => ("first-waker-will-do", "the first is called"),
            };
            let is_called = trial.task.wakes() > 0;
            ensure!(s, is_called, misconception, "{called}; the second should be");
        });
        // The same must be true for a child that wakes itself in the first poll with a
        // new waker.
        play(move |s, mut trial| {
            s.story("a child wakes itself in a poll of the join with a new waker");
            let [child, other] = trial.in_order(order);
            trial.settle();
            other.finish();
            trial.settle();
            child.ready_at(3);
            child.on_poll(|it, _| it.wake());
            child.wake();
            trial.task = TestWaker::new();
            let is_done = trial.settle();
            ensure!(s, is_done, "looked-is-still-true", "the new one is not called");
        });
    }
}

#[test]
fn a_wake_for_one_join_does_not_reach_another() {
    a_finished_child_is_not_polled_again();
    play(|s, mut one| {
        let mut other = waiting(s);
        one.settle();
        other.settle();
        s.story("there are two joins, and the children of one are woken");
        one.children.iter().for_each(TestFuture::finish);
        let wakes = other.task.wakes();
        other.settle();
        let is_apart = wakes == 0 && one.settle();
        let measured = "the other join mistakes that for a wake of its own child";
        ensure!(s, is_apart, None, "{measured}");
    });
}

#[test]
fn children_are_dropped_with_the_join() {
    a_finished_child_is_not_polled_again();
    for (is_polled, done) in [(false, 0), (true, 0), (true, 1), (true, 2)] {
        play(move |s, mut trial| {
            if is_polled {
                trial.settle();
                trial.children.iter().take(done).for_each(TestFuture::finish);
                trial.settle();
            }
            let wakers = trial.children.each_ref().map(TestFuture::waker);
            act(s, "the drop of the join", None, || trial.drop_future());
            // A waker may outlive the join, but then it does nothing.
            wakers.iter().flatten().for_each(Waker::wake_by_ref);
            let left = trial.children.iter().filter(|it| !it.is_dropped()).count();
            s.story(format!("the join is dropped when {done} children are done"));
            let measured = format!("{left} children are not dropped with it");
            ensure!(s, left == 0, None, "{measured}");
        });
    }
}

#[test]
fn a_waker_of_the_join_may_poll_it_at_once() {
    thread_local! {
        /// The waker finds the trial here. A trial contains children, which are not
        /// `Send`, so a waker can't own it.
        static TRIAL: Cell<Option<Trial>> = const { Cell::new(None) };
    }
    /// While a join is being polled, it is not stored here, so it is not polled again.
    fn poll_at_once() {
        if let Some(mut trial) = TRIAL.take() {
            trial.settle();
            TRIAL.set(Some(trial));
        }
    }

    a_finished_child_is_not_polled_again();
    for order in [[0, 1], [1, 0]] {
        play(move |s, mut trial| {
            s.story("each child is woken once, and the join's waker polls the join at once");
            trial.misconception = COMES_BACK;
            trial.task = TestWaker::on_wake(poll_at_once);
            trial.settle();
            let before = trial.polls();
            let [early, late] = trial.in_order(order);
            TRIAL.set(Some(trial));
            act(s, "a child's waker", COMES_BACK, || {
                // A waker can be called in two ways.
                early.get_ready();
                early.wake_by_ref();
                late.finish();
            });
            let trial = TRIAL.take().expect("it is put back after each poll");
            let polls = trial.polls_since(before);
            let measured = format!(
                "the join is not done; polls of the two children: {polls:?}"
            );
            ensure!(s, trial.output().is_some(), "wake-then-tell", "{measured}");
        });
    }
}

/// Explains a call that hangs or panics because it calls a waker that re-enters the
/// join.
const COMES_BACK: Option<&str> = Some("nobody-comes-back");

/// Plays a script with a join, so that the check can say what does not return.
#[track_caller]
fn play(script: impl FnOnce(&Scenario, Trial) + Send + 'static) {
    let on_panic = |s: &Scenario, words: &str| {
        let misconception = s.calls().first().and_then(|it| it.misconception);
        Finding::new(misconception, s.tell(format!("it panics: {words}")))
    };
    Watchdog::new().on_panic(on_panic).watch(|s| script(s, waiting(s)));
}

/// A join, and the loop that polls it.
type Trial = ParentTask<(String, String)>;

fn waiting(s: &Scenario) -> Trial {
    with_answers(s, ["one", "two"].map(str::to_owned))
}

fn with_answers(s: &Scenario, answers: [String; 2]) -> Trial {
    ParentTask::new(s, "the join", answers, |[first, second]| join(first, second))
}
