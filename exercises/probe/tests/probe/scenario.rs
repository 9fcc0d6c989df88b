//! What a scenario's watchdog catches, and what it lets pass.

use probe::{Finding, Rng, Scenario, Watchdog, ensure, scenario};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::mpsc::channel,
    thread::sleep,
    time::Duration,
};

/// What a rejected scenario says.
#[track_caller]
fn rejected<T: Send + 'static>(
    watchdog: Watchdog,
    script: impl FnOnce(&Scenario) -> T + Send + 'static,
) -> String {
    let watched = catch_unwind(AssertUnwindSafe(|| watchdog.watch(script)));
    let panic = watched.map(drop).expect_err("it has to be rejected");
    probe::panic_words(&*panic).expect("a rejection is a text")
}

/// A watchdog that no test has to wait for.
fn hasty() -> Watchdog {
    Watchdog::new().patience(Duration::from_millis(500))
}

/// A watchdog with a tenth of its patience left when another one has timed out.
fn patient() -> Watchdog {
    Watchdog::new().patience(Duration::from_secs(10))
}

fn never_returns() {
    // The sender is forgotten, so that the channel is never closed.
    let (sender, receiver) = channel::<()>();
    std::mem::forget(sender);
    receiver.recv().ok();
}

#[test]
fn the_output_of_a_script_is_returned() {
    assert_eq!(scenario(|s| s.within("an addition", || 3 + 4)), 7);
}

#[test]
fn a_call_that_does_not_return_is_named_with_its_story_and_its_misconception() {
    let said = rejected(hasty(), |s| {
        s.story("nothing has come");
        s.within("`send`", || ());
        s.within_or("a poll", "blocking-is-waiting", never_returns);
    });
    let expected = "nothing has come; timed out: a poll has not returned for ";
    assert!(said.starts_with(expected), "{said}");
    assert!(said.contains("(blocking-is-waiting)"), "{said}");
}

#[test]
fn a_script_that_is_silent_outside_of_a_call_is_rejected_as_well() {
    let said = rejected(hasty(), |_| never_returns());
    assert!(said.starts_with("timed out: nothing has happened for "), "{said}");
    let said = rejected(
        hasty().on_timeout(|s| Finding::new(None, s.tell("it is stuck"))),
        |s| {
            s.story("all are done");
            never_returns();
        },
    );
    assert_eq!(said.trim(), "all are done; it is stuck");
}

/// The script sees how often the watchdog looks, so that a busy machine does no harm:
/// more often than patience lasts, and never so often in a row.
#[test]
fn a_long_script_in_which_something_happens_is_not_rejected() {
    // From now on this one's patience is a second, of twenty looks.
    rejected(hasty(), |_| never_returns());
    let (watchdog, few) = (patient(), Duration::from_millis(150));
    watchdog.watch(move |s| {
        for _ in 0..6 {
            while s.silence() < few {
                sleep(Duration::from_millis(5));
            }
            s.beat();
            while s.silence() >= few {
                sleep(Duration::from_millis(5));
            }
        }
    });
}

#[test]
fn when_one_has_timed_out_a_tenth_of_the_patience_is_enough_for_the_others() {
    rejected(hasty(), |_| never_returns());
    let said = rejected(patient(), |_| never_returns());
    assert!(said.starts_with("timed out: nothing has happened for 1 s"), "{said}");
}

#[test]
fn a_panic_is_told_in_its_words_whichever_thread_it_is_on() {
    let said = rejected(hasty(), |s| {
        s.story("two tasks wait");
        resume_unwind(Box::new("one is lost"))
    });
    assert_eq!(said.trim(), "two tasks wait; it panicked: one is lost");
    let said = rejected(hasty(), |s| {
        s.spawn(|| resume_unwind(Box::new("elsewhere")));
        never_returns();
    });
    assert_eq!(said.trim(), "it panicked: elsewhere");
    let said = rejected(
        hasty().on_panic(|s, words| {
            Finding::new(None, format!("{} panics: {words}", s.calls()[0].name))
        }),
        |s| s.within("`send`", || resume_unwind(Box::new("no"))),
    );
    assert_eq!(said.trim(), "`send` panics: no");
}

#[test]
fn what_is_not_written_yet_is_told_before_anything_else() {
    let unwritten =
        hasty().on_panic(|_, _| Finding::new(None, "this must not be asked"));
    let said = rejected(unwritten, |_| {
        resume_unwind(Box::new("not yet implemented: wake the task"))
    });
    assert_eq!(said.trim(), "the code still contains a `todo!()`");
}

#[test]
fn any_thread_can_reject_and_drops_nothing_then() {
    /// A destructor that must not run.
    struct Wrong;
    impl Drop for Wrong {
        fn drop(&mut self) {
            std::process::abort();
        }
    }

    let said = rejected(hasty(), |s| {
        s.story("two tasks wait");
        let elsewhere = s.spawn({
            let s = s.clone();
            move || {
                let _wrong = Wrong;
                ensure!(s, 1 + 1 == 3, "blocking-is-waiting", "it is {}", 1 + 1);
            }
        });
        elsewhere.join().ok();
    });
    assert!(said.starts_with("two tasks wait; it is 2\n"), "{said}");
    assert!(said.contains("(blocking-is-waiting)"), "{said}");
}

#[test]
fn a_seed_that_the_script_has_drawn_is_told() {
    let said = rejected(hasty(), |s| {
        let number = Rng::new().range(0..10);
        ensure!(s, number > 10, None, "it is small");
    });
    assert!(said.contains("PROBE_SEED="), "{said}");
}

#[test]
fn a_seed_that_nothing_was_drawn_from_is_not_told() {
    let said = rejected(hasty(), |s| s.reject(None, "nothing was drawn"));
    assert!(!said.contains("PROBE_SEED="), "{said}");
}

#[test]
fn what_one_script_has_shown_can_be_told_more_than_once() {
    let found = Watchdog::new().try_watch(|s| s.reject("kept-sender", "stuck"));
    let Finding { misconception, measured } = found.unwrap_err();
    assert_eq!((misconception, &*measured), (Some("kept-sender"), "stuck"));
    assert_eq!(Watchdog::new().try_watch(|_| 7).map_err(|it| it.measured), Ok(7));
}
