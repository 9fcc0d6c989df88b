//! How an attempt ends: it finishes, panics, or is stuck in one of two ways.

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
fn the_output_of_an_attempt_is_returned() {
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
fn a_panic_keeps_its_message() {
    let observed = observe(async { panic!("no {}", "milk") });
    assert_eq!(observed.end, End::<()>::Panicked("no milk".to_owned()));
}

#[test]
fn a_receiver_is_stuck_if_a_sender_is_kept() {
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
fn a_waker_that_was_not_kept_differs_from_one_that_is_never_called() {
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
    // This future would be ready at its second poll, but it never asks for one.
    let observed = observe(poll_fn(move |_| {
        count.set(count.get() + 1);
        if count.get() > 1 { Poll::Ready(()) } else { Poll::Pending }
    }));
    assert_eq!(observed.end, End::Stuck { waker_kept: false });
    assert_eq!(polls.get(), 1);
}

#[test]
fn a_future_that_wakes_itself_is_not_stuck() {
    let mut polls = 0;
    let observed = observe(poll_fn(move |context| {
        polls += 1;
        context.waker().wake_by_ref();
        if polls > 1 { Poll::Ready(polls) } else { Poll::Pending }
    }));
    assert_eq!(observed.end, End::Done(2));
}

#[test]
fn the_time_of_a_stuck_attempt_ends_at_its_last_poll() {
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
fn each_kind_of_end_is_rejected_with_its_message_and_misconception() {
    let (_sender, receiver) = oneshot::channel::<()>();
    let waits =
        |receiver: oneshot::Receiver<()>| async move { drop(receiver.await) };
    let said = rejected(&observe(waits(receiver)), "kept-sender");
    assert!(
        said.starts_with("it is stuck: nothing has woken it since 0 s"),
        "{said}"
    );
    assert!(said.contains("(kept-sender)"), "{said}");

    let said = rejected(&observe(pending::<()>()), "kept-sender");
    assert!(said.contains("(pending-without-waker)"), "{said}");

    let said = rejected(&observe(unwritten()), None);
    assert_eq!(said, "the code still contains a `todo!()`\n");

    let nested = async { tokio::runtime::Handle::current().block_on(async {}) };
    let said = rejected(&observe(nested), None);
    assert!(said.contains("(block-on-inside-the-loop)"), "{said}");

    let said = rejected(&observe(async { panic!("boom") }).given("a fuse"), None);
    assert_eq!(said, "given a fuse: it panicked: boom\n");
    let said =
        rejected(&observe(async { panic!("Any {{ .. }} it is. Or so") }), None);
    assert_eq!(said, "it panicked: Any { .. } it is\n");
    let no_text = async { std::panic::resume_unwind(Box::new(7)) };
    let said = rejected(&observe(no_text), None);
    assert_eq!(said, "it panicked: (the panic payload is not a string)\n");

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

#[expect(clippy::todo, reason = "a `todo!()` is what this test is about")]
async fn unwritten() {
    todo!("all of it")
}

/// The text of a rejected attempt.
fn rejected<'a>(
    observed: &Observed<()>,
    stuck: impl Into<Option<&'a str>>,
) -> String {
    let stuck = stuck.into();
    let panic = catch_unwind(AssertUnwindSafe(|| {
        observed.output(stuck);
    }));
    let panic = panic.expect_err("it must be rejected");
    *panic.downcast::<String>().expect("a rejection is text")
}
