//! What a scenario's watchdog rejects, and what it must accept.

use probe::{Finding, Rng, Scenario, Watchdog, ensure, scenario};
use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::mpsc::channel,
    thread::sleep,
    time::Duration,
};

/// The text of a rejected scenario.
#[track_caller]
fn rejected<T: Send + 'static>(
    watchdog: Watchdog,
    script: impl FnOnce(&Scenario) -> T + Send + 'static,
) -> String {
    let watched = catch_unwind(AssertUnwindSafe(|| watchdog.watch(script)));
    let panic = watched.map(drop).expect_err("it must be rejected");
    probe::panic_words(&*panic).expect("a rejection is text")
}

/// A watchdog with a short patience, so that tests don't wait long.
fn hasty() -> Watchdog {
    Watchdog::new().patience(Duration::from_millis(500))
}

/// A watchdog with a patience of one second, even after another scenario timed out.
fn patient() -> Watchdog {
    Watchdog::new().patience(Duration::from_secs(10))
}

fn never_returns() {
    // The sender is leaked, so the channel is never closed.
    let (sender, receiver) = channel::<()>();
    std::mem::forget(sender);
    receiver.recv().ok();
}

#[test]
fn the_output_of_a_script_is_returned() {
    assert_eq!(scenario(|s| s.within("an addition", || 3 + 4)), 7);
}

#[test]
fn a_call_that_does_not_return_is_rejected_with_story_and_misconception() {
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
fn a_script_that_is_silent_outside_a_call_is_rejected() {
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

/// The script counts silence in the watchdog's own intervals, so a busy machine does
/// not change the result. In total, the silent intervals exceed the patience, but they
/// never do so in a row.
#[test]
fn a_long_script_in_which_something_happens_is_not_rejected() {
    // After this timeout, the patience below is one second, which is twenty intervals.
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
fn patience_is_reduced_to_a_tenth_after_a_timeout() {
    rejected(hasty(), |_| never_returns());
    let said = rejected(patient(), |_| never_returns());
    assert!(said.starts_with("timed out: nothing has happened for 1 s"), "{said}");
}

#[test]
fn a_panic_on_any_thread_is_rejected_with_its_message() {
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
fn a_watchdog_for_scripts_that_call_back_explains_a_hang_or_a_double_borrow() {
    let said = |script: fn(&Scenario)| {
        rejected(hasty().calls_back("nobody-comes-back"), script)
    };
    let hang = said(|s| s.within("`fire`", never_returns));
    assert!(hang.contains("`fire` has not returned"), "{hang}");
    assert!(hang.contains("(nobody-comes-back)"), "{hang}");
    let borrow = said(|_| {
        let cell = RefCell::new(1);
        let _held = cell.borrow_mut();
        drop(cell.borrow_mut());
    });
    assert!(borrow.contains("(nobody-comes-back)"), "{borrow}");
    let other = said(|_| panic!("no bread"));
    assert!(other.contains("no bread"), "{other}");
    assert!(!other.contains("(nobody-comes-back)"), "{other}");
}

#[test]
fn a_todo_is_rejected_without_calling_on_panic() {
    let unwritten =
        hasty().on_panic(|_, _| Finding::new(None, "this must not be called"));
    let said = rejected(unwritten, |_| {
        resume_unwind(Box::new("not yet implemented: wake the task"))
    });
    assert_eq!(said.trim(), "the code still contains a `todo!()`");
}

#[test]
fn any_thread_can_reject_and_drops_nothing() {
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
fn the_seed_is_shown_if_the_script_used_it() {
    let said = rejected(hasty(), |s| {
        let number = Rng::new().range(0..10);
        ensure!(s, number > 10, None, "it is small");
    });
    assert!(said.contains("PROBE_SEED="), "{said}");
}

#[test]
fn the_seed_is_not_shown_if_the_script_did_not_use_it() {
    let said = rejected(hasty(), |s| s.reject(None, "nothing was drawn"));
    assert!(!said.contains("PROBE_SEED="), "{said}");
}

#[test]
fn try_watch_returns_the_finding_instead_of_rejecting() {
    let found = Watchdog::new().try_watch(|s| s.reject("kept-sender", "stuck"));
    let Finding { misconception, measured } = found.unwrap_err();
    assert_eq!((misconception, &*measured), (Some("kept-sender"), "stuck"));
    assert_eq!(Watchdog::new().try_watch(|_| 7).map_err(|it| it.measured), Ok(7));
}
