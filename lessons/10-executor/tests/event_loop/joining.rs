//! `join_all`: many futures in one task.

use crate::support::{
    OnDrop, SECOND, Spy, Wakes, detach, panic_of, poll_with, refusal, run, settle,
    wake_from_a_thread,
};
use executor::{elapsed, join_all, sleep, spawn, yield_now};
use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

#[test]
fn the_outputs_come_in_the_order_of_the_futures() {
    run(async {
        let after = async |seconds| {
            sleep(seconds * SECOND).await;
            seconds
        };
        assert_eq!(join_all([3, 1, 2].map(after)).await, [3, 1, 2]);
        assert_eq!(elapsed(), 3 * SECOND);
    });
}

#[test]
fn joining_no_futures_takes_no_time() {
    let mut none = pin!(join_all(Vec::<Spy>::new()));
    assert!(
        matches!(poll_with(&mut none, Waker::noop()), Poll::Ready(it) if it.is_empty())
    );
}

#[test]
fn only_a_child_that_was_woken_is_polled() {
    run(async {
        let children = [(); 3].map(|()| Spy::default());
        let all = spawn(join_all(children.clone()));
        settle().await;
        children[1].waker().wake();
        settle().await;
        assert_eq!(children.each_ref().map(Spy::polls), [1, 2, 1]);
        for child in &children {
            child.finish();
            child.waker().wake();
            child.waker().wake();
        }
        all.await.unwrap();
        assert_eq!(children.each_ref().map(Spy::polls), [2, 3, 2]);
    });
}

#[test]
fn a_poll_without_a_woken_child_polls_no_child() {
    let child = Spy::default();
    let mut all = pin!(join_all([child.clone()]));
    for _ in 0..3 {
        assert!(poll_with(&mut all, Waker::noop()).is_pending());
    }
    assert_eq!(child.polls(), 1);
}

#[test]
fn a_finished_child_is_not_polled_when_it_is_woken() {
    run(async {
        let (done, waiting) = (Spy::default(), Spy::default());
        done.finish();
        detach(join_all([done.clone(), waiting.clone()]));
        settle().await;
        done.waker().wake();
        settle().await;
        assert_eq!((done.polls(), waiting.polls()), (1, 1));
    });
}

#[test]
fn a_child_may_wake_itself_and_its_siblings() {
    run(async {
        let first = Spy::default();
        let second = async {
            first.waker().wake();
            yield_now().await;
            first.finish();
            first.waker().wake();
        };
        let children: [Pin<Box<dyn Future<Output = ()>>>; 2] =
            [Box::pin(first.clone()), Box::pin(second)];
        join_all(children).await;
    });
}

#[test]
fn children_may_borrow_from_the_task() {
    let sum = Cell::new(0);
    run(async {
        let numbers = [1, 2, 3];
        join_all(numbers.iter().map(async |number| {
            yield_now().await;
            sum.set(sum.get() + number);
        }))
        .await;
    });
    assert_eq!(sum.get(), 6);
}

#[test]
fn children_are_woken_by_other_threads() {
    run(async {
        let child = || {
            let mut polls = 0;
            poll_fn(move |cx| {
                polls += 1;
                if polls > 3 {
                    return Poll::Ready(polls);
                }
                let waker = cx.waker().clone();
                wake_from_a_thread(waker);
                Poll::Pending
            })
        };
        assert_eq!(join_all([child(), child()]).await, [4, 4]);
    });
}

#[test]
fn the_futures_are_taken_from_their_iterator_at_the_call() {
    run(async {
        let naps = join_all((1..=2).map(|seconds| sleep(seconds * SECOND)));
        sleep(SECOND).await;
        naps.await;
        assert_eq!(elapsed(), 2 * SECOND);
    });
}

#[test]
fn the_latest_waker_is_woken_and_the_old_one_is_dropped() {
    let child = Spy::default();
    let mut all = Box::pin(join_all([child.clone()]));
    let ((former, former_waker), (newer, newer_waker)) =
        (Wakes::new(), Wakes::new());
    assert!(poll_with(&mut all, &former_waker).is_pending());
    assert!(poll_with(&mut all, &newer_waker).is_pending());
    child.waker().wake();
    assert_eq!((former.count(), newer.count()), (0, 1));
    assert_eq!((former.wakers(), newer.wakers()), (1, 1));
    assert!(poll_with(&mut all, &newer_waker).is_pending());
    assert_eq!(newer.wakers(), 2);
    drop((all, child));
    assert_eq!(newer.wakers(), 1);
}

#[test]
fn a_panic_in_a_child_is_a_panic_of_the_task_and_drops_the_others() {
    run(async {
        let alive = Rc::new(());
        let children: [Pin<Box<dyn Future<Output = ()>>>; 2] = [
            Box::pin({
                let kept = Rc::clone(&alive);
                async move {
                    pending::<()>().await;
                    drop(kept);
                }
            }),
            Box::pin(async { panic!("a child") }),
        ];
        let task = spawn(async move { join_all(children).await });
        assert_eq!(panic_of(task.await), "a child");
        assert_eq!(Rc::strong_count(&alive), 1);
    });
}

#[test]
fn dropping_it_drops_its_children_and_their_outputs() {
    let alive = Rc::new(());
    let child =
        |is_ready: bool| {
            let kept = Rc::clone(&alive);
            poll_fn(move |_| {
                if is_ready { Poll::Ready(Rc::clone(&kept)) } else { Poll::Pending }
            })
        };
    let mut all = Box::pin(join_all([child(true), child(false)]));
    assert!(poll_with(&mut all, Waker::noop()).is_pending());
    drop((all, child));
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn a_child_is_dropped_as_soon_as_it_is_done() {
    run(async {
        let log = RefCell::new(Vec::new());
        let child = |seconds| {
            let at_the_end = OnDrop(|| log.borrow_mut().push(elapsed()));
            let mut nap = sleep(seconds * SECOND);
            poll_fn(move |cx| {
                let _kept = &at_the_end;
                poll_with(&mut nap, cx.waker())
            })
        };
        join_all([child(2), child(1)]).await;
        assert_eq!(*log.borrow(), [SECOND, 2 * SECOND]);
    });
}

#[test]
fn it_runs_on_any_executor() {
    let outputs =
        futures::executor::block_on(join_all((0..3).map(async |number| {
            yield_now().await;
            number
        })));
    assert_eq!(outputs, [0, 1, 2]);
}

#[test]
fn joins_nest() {
    run(async {
        let inner = |row: u32| {
            join_all((0..3).map(move |column| async move {
                sleep((row + column) * SECOND).await;
                row * 3 + column
            }))
        };
        let outputs = join_all((0..3).map(inner)).await.concat();
        assert!(outputs.into_iter().eq(0..9));
    });
}

#[test]
fn each_of_10_000_children_that_wait_once_is_polled_twice() {
    run(async {
        let polls = Cell::new(0);
        let children = (0..10_000).map(|number| {
            // Each sleep ends at a different time, so the task is woken ten thousand
            // times.
            let mut nap = sleep(Duration::from_millis(1 + number));
            let polls = &polls;
            poll_fn(move |cx| {
                polls.set(polls.get() + 1);
                poll_with(&mut nap, cx.waker())
            })
        });
        join_all(children).await;
        assert_eq!(polls.get(), 20_000);
        assert_eq!(elapsed(), Duration::from_secs(10));
    });
}

#[test]
fn a_panic_of_the_iterator_is_a_panic_of_the_task() {
    let broken = [1, 2].into_iter().map(|number| {
        assert_eq!(number, 1, "no second future");
        async {}
    });
    assert!(refusal(|| run(join_all(broken))).contains("no second future"));
}
