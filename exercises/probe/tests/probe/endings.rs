//! How an attempt ended: done, panicked, or stuck in one of two ways.

use probe::{End, Observed, OnLane, observe};
use std::{
    cell::Cell,
    future::{pending, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    task::Poll,
    time::Duration,
};
use tokio::{
    sync::{mpsc, oneshot},
    time::sleep,
};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn an_output_is_handed_over() {
    assert_eq!(observe(async { 42 }).end, End::Done(42));
}

#[test]
fn an_attempt_need_not_be_send() {
    let observed = observe(async {
        let counter = Rc::new(Cell::new(1));
        sleep(SECOND).await;
        counter.replace(2)
    });
    assert_eq!(observed.end, End::Done(1));
}

#[test]
fn a_panic_keeps_its_words() {
    let observed = observe(async { panic!("no {}", "milk") });
    assert_eq!(observed.end, End::<()>::Panicked("no milk".to_owned()));
}

#[test]
fn a_kept_sender_is_stuck_and_a_dropped_one_is_not() {
    let receive = |keep: bool| async move {
        let (sender, mut receiver) = mpsc::channel::<()>(1);
        let kept = keep.then(|| sender.clone());
        drop(sender);
        let received = receiver.recv().await;
        drop(kept);
        received
    };
    assert_eq!(observe(receive(true)).end, End::Stuck { waker_kept: true });
    assert_eq!(observe(receive(false)).end, End::Done(None));
}

#[test]
fn a_waker_that_nobody_kept_is_told_from_one_that_nobody_calls() {
    let lost = observe(pending::<()>());
    assert_eq!(lost.end, End::Stuck { waker_kept: false });

    let (sender, receiver) = oneshot::channel::<()>();
    let kept = observe(receiver);
    assert_eq!(kept.end, End::Stuck { waker_kept: true });
    drop(sender);
}

#[test]
fn a_lost_waker_is_not_rescued_by_the_end_of_the_day() {
    let polls = Rc::new(Cell::new(0));
    let count = Rc::clone(&polls);
    // Ready at the second poll, for which it does not ask.
    let observed = observe(poll_fn(move |_| {
        count.set(count.get() + 1);
        if count.get() > 1 { Poll::Ready(()) } else { Poll::Pending }
    }));
    assert_eq!(observed.end, End::Stuck { waker_kept: false });
    assert_eq!(polls.get(), 1);
}

#[test]
fn waking_oneself_is_enough() {
    let mut polls = 0;
    let observed = observe(poll_fn(move |context| {
        polls += 1;
        context.waker().wake_by_ref();
        if polls > 1 { Poll::Ready(polls) } else { Poll::Pending }
    }));
    assert_eq!(observed.end, End::Done(2));
}

#[test]
fn a_stuck_attempt_took_until_its_last_poll() {
    let observed = observe(async {
        sleep(2 * SECOND).await;
        pending::<()>().await;
    });
    assert_eq!(observed.took, 2 * SECOND);
}

#[test]
fn the_picture_of_a_stuck_attempt_ends_soon_after_its_last_poll() {
    let observed = observe(async {
        tokio::spawn(async { sleep(3 * SECOND).on_lane("goes on").await });
        sleep(2 * SECOND).await;
        pending::<()>().await;
    });
    let drawn = observed.record.took;
    assert!(drawn > 3 * SECOND && drawn < 4 * SECOND, "{drawn:?}");
}

#[test]
fn each_end_has_its_words_and_its_belief() {
    let (_sender, receiver) = oneshot::channel::<()>();
    let waits =
        |receiver: oneshot::Receiver<()>| async move { drop(receiver.await) };
    let told = rejected(&observe(waits(receiver)), "kept-sender");
    assert!(
        told.starts_with("it is stuck: nothing has woken it since 0 s"),
        "{told}"
    );
    assert!(told.contains("(kept-sender)"), "{told}");

    let told = rejected(&observe(pending::<()>()), "kept-sender");
    assert!(told.contains("(pending-without-waker)"), "{told}");

    let told = rejected(&observe(unwritten()), None);
    assert_eq!(told, "the code still contains a `todo!()`\n");

    let nested = async { tokio::runtime::Handle::current().block_on(async {}) };
    let told = rejected(&observe(nested), None);
    assert!(told.contains("(block-on-inside-the-loop)"), "{told}");

    let told = rejected(&observe(async { panic!("boom") }).given("a fuse"), None);
    assert_eq!(told, "given a fuse: it panicked: boom\n");
    let told =
        rejected(&observe(async { panic!("Any {{ .. }} it is. Or so") }), None);
    assert_eq!(told, "it panicked: Any { .. } it is\n");

    let ticks = observe(async {
        loop {
            sleep(3600 * SECOND).await;
        }
    });
    assert_eq!(
        rejected(&ticks, "kept-sender"),
        "it did not finish within a virtual day\n"
    );
}

#[expect(clippy::todo, reason = "the subject is one that is still there")]
async fn unwritten() {
    todo!("all of it")
}

/// What a check says of an attempt that has no output.
fn rejected<'a>(
    observed: &Observed<()>,
    stuck: impl Into<Option<&'a str>>,
) -> String {
    let stuck = stuck.into();
    let panic = catch_unwind(AssertUnwindSafe(|| {
        observed.output(stuck);
    }));
    let panic = panic.expect_err("it has no output");
    *panic.downcast::<String>().expect("a rejection is a text")
}
