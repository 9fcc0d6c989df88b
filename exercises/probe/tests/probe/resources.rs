//! What is opened is closed once, and used only before.

use probe::{Event, Fault, Resource, Resources, What, observe};
use std::time::Duration;
use tokio::time::{sleep, timeout};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn open_touch_close_is_no_fault() {
    let openings = Resources::new();
    let door = openings.open("door");
    door.touch();
    door.close();
    assert_eq!(openings.faults(), []);
}

#[test]
fn dropping_is_not_closing() {
    let openings = Resources::new();
    drop(openings.open("door"));
    assert_eq!(openings.faults(), [Fault::NeverClosed("door".to_owned())]);
}

#[test]
fn closing_twice_and_touching_too_late_are_told_apart() {
    let openings = Resources::new();
    let (twice, late) = (openings.open("twice"), openings.open("late"));
    twice.close();
    twice.close();
    twice.close();
    late.close();
    late.touch();
    late.touch();
    let faults = [
        Fault::ClosedTwice("twice".to_owned()),
        Fault::UsedAfterClose("late".to_owned()),
    ];
    assert_eq!(openings.faults(), faults);
    let words = faults.map(|fault| fault.to_string());
    assert_eq!(
        words,
        ["twice was closed twice", "late was used after it was closed"]
    );
}

#[test]
fn two_of_one_name_are_two() {
    let openings = Resources::new();
    let (first, _second) = (openings.open("door"), openings.open("door"));
    first.close();
    assert_eq!(openings.faults(), [Fault::NeverClosed("door".to_owned())]);
}

#[test]
fn events_have_their_time_since_the_first() {
    let openings = Resources::new();
    let opener = openings.clone();
    let observed = observe(async move {
        sleep(SECOND).await;
        let door = opener.open("door");
        sleep(2 * SECOND).await;
        door.touch();
        sleep(SECOND).await;
        door.close();
    });
    observed.output(None);
    let event = |what, seconds| Event {
        name: "door".to_owned(),
        what,
        at: seconds * SECOND,
    };
    let events =
        [event(What::Opened, 0), event(What::Touched, 2), event(What::Closed, 3)];
    assert_eq!(openings.events(), events);
}

#[test]
fn a_guard_that_is_canceled_closes_in_time() {
    let openings = Resources::new();
    let opener = openings.clone();
    let observed = observe(async move {
        let visit = async {
            let _guard = Guard(opener.open("door"));
            sleep(3 * SECOND).await;
        };
        timeout(SECOND, visit).await.expect_err("it takes longer");
        sleep(SECOND).await;
    });
    observed.output(None);
    assert_eq!(openings.faults(), []);
    let closed = openings.events().pop().expect("there are two");
    assert_eq!((closed.what, closed.at), (What::Closed, SECOND));
}

#[test]
fn a_guard_of_a_task_that_is_left_behind_does_not_close_in_time() {
    let openings = Resources::new();
    let opener = openings.clone();
    let observed = observe(async move {
        let guard = Guard(opener.open("door"));
        tokio::spawn(async {
            let _guard = guard;
            sleep(SECOND).await;
        });
    });
    observed.output(None);
    assert_eq!(openings.faults(), [Fault::NeverClosed("door".to_owned())]);
    // Only the end of an observation goes unseen: another one is noted as ever.
    openings.open("window").close();
    assert_eq!(openings.events().len(), 3);
}

#[test]
fn what_is_opened_when_all_is_over_is_no_leak() {
    let openings = Resources::new();
    let late = Late(openings.clone());
    let observed = observe(async move {
        tokio::spawn(async {
            let _late = late;
            sleep(SECOND).await;
        });
    });
    observed.output(None);
    assert_eq!((openings.faults(), openings.events()), (vec![], vec![]));
}

/// Opens something when it is dropped.
struct Late(Resources);

impl Drop for Late {
    fn drop(&mut self) {
        self.0.open("last words");
    }
}

/// Closes when it is dropped.
struct Guard(Resource);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.close();
    }
}
