//! Resources that are leaked, closed twice, or used after they are closed.

use probe::{Event, Fault, Resource, Resources, What, observe};
use std::time::Duration;
use tokio::time::{sleep, timeout};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_resource_that_is_opened_used_and_closed_has_no_fault() {
    let resources = Resources::new();
    let door = resources.open("door");
    door.touch();
    door.close();
    assert_eq!(resources.faults(), []);
}

#[test]
fn dropping_a_resource_does_not_close_it() {
    let resources = Resources::new();
    drop(resources.open("door"));
    assert_eq!(resources.faults(), [Fault::NeverClosed("door".to_owned())]);
}

#[test]
fn closing_twice_and_using_after_close_are_different_faults() {
    let resources = Resources::new();
    let (twice, late) = (resources.open("twice"), resources.open("late"));
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
    assert_eq!(resources.faults(), faults);
    let words = faults.map(|fault| fault.to_string());
    assert_eq!(
        words,
        ["twice was closed twice", "late was used after it was closed"]
    );
}

#[test]
fn two_resources_with_the_same_name_are_distinct() {
    let resources = Resources::new();
    let (first, _second) = (resources.open("door"), resources.open("door"));
    first.close();
    assert_eq!(resources.faults(), [Fault::NeverClosed("door".to_owned())]);
}

#[test]
fn times_of_events_are_measured_from_the_first_event() {
    let resources = Resources::new();
    let opener = resources.clone();
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
    assert_eq!(resources.events(), events);
}

#[test]
fn a_guard_of_a_canceled_future_closes_in_time() {
    let resources = Resources::new();
    let opener = resources.clone();
    let observed = observe(async move {
        let visit = async {
            let _guard = Guard(opener.open("door"));
            sleep(3 * SECOND).await;
        };
        timeout(SECOND, visit).await.expect_err("it takes longer");
        sleep(SECOND).await;
    });
    observed.output(None);
    assert_eq!(resources.faults(), []);
    let closed = resources.events().pop().expect("there are two");
    assert_eq!((closed.what, closed.at), (What::Closed, SECOND));
}

#[test]
fn a_guard_of_a_task_that_is_left_running_does_not_close_in_time() {
    let resources = Resources::new();
    let opener = resources.clone();
    let observed = observe(async move {
        let guard = Guard(opener.open("door"));
        tokio::spawn(async {
            let _guard = guard;
            sleep(SECOND).await;
        });
    });
    observed.output(None);
    assert_eq!(resources.faults(), [Fault::NeverClosed("door".to_owned())]);
    // After the teardown, events are recorded again.
    resources.open("window").close();
    assert_eq!(resources.events().len(), 3);
}

#[test]
fn a_resource_that_is_opened_during_teardown_is_not_a_leak() {
    let resources = Resources::new();
    let late = Late(resources.clone());
    let observed = observe(async move {
        tokio::spawn(async {
            let _late = late;
            sleep(SECOND).await;
        });
    });
    observed.output(None);
    assert_eq!((resources.faults(), resources.events()), (vec![], vec![]));
}

/// Opens a resource when it is dropped.
struct Late(Resources);

impl Drop for Late {
    fn drop(&mut self) {
        self.0.open("last words");
    }
}

/// Closes its resource when it is dropped.
struct Guard(Resource);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.close();
    }
}
