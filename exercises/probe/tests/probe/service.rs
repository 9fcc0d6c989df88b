//! What the service knows of those who asked it, and the log of those who wrote into
//! it.

use probe::{Log, Service, observe};
use std::time::Duration;
use tokio::{join, time::timeout};

const SECOND: Duration = Duration::from_secs(1);

fn service() -> Service {
    Service::new([(7, 3 * SECOND), (2, SECOND)])
}

#[test]
fn fetches_in_turn_are_never_two() {
    let (service, asked) = (service(), service());
    let observed = observe(async move {
        asked.fetch(7).await;
        asked.fetch(2).await;
        asked.peak()
    });
    assert_eq!(*observed.output(None), 1);
    assert_eq!(observed.took, service.total());
}

#[test]
fn fetches_together_are_two_and_are_answered_as_they_come() {
    let service = service();
    let asked = service.clone();
    let observed = observe(async move { join!(asked.fetch(7), asked.fetch(2)) });
    let answers = ("answer 7".to_owned(), "answer 2".to_owned());
    assert_eq!(*observed.output(None), answers);
    assert_eq!(observed.took, service.slowest());
    assert_eq!((service.peak(), service.asked(), service.answered()), both());
}

fn both() -> (usize, Vec<usize>, Vec<usize>) {
    (2, vec![7, 2], vec![2, 7])
}

#[test]
fn a_fetch_that_nobody_polls_was_not_asked_for() {
    let service = service();
    drop(service.fetch(7));
    assert_eq!((service.peak(), service.asked()), (0, vec![]));
}

#[test]
fn a_fetch_that_is_dropped_halfway_has_landed() {
    let service = service();
    let asked = service.clone();
    let observed = observe(async move {
        timeout(SECOND / 2, asked.fetch(7)).await.expect_err("it takes longer");
        asked.fetch(2).await;
    });
    observed.output(None);
    assert_eq!((service.peak(), service.answered()), (1, vec![2]));
}

#[test]
fn a_log_keeps_order_and_times_over_all_its_clones() {
    let observed = observe(async {
        let log = Log::new();
        log.clone().say("first");
        tokio::time::sleep(SECOND).await;
        log.say(2);
        log.lines()
    });
    let lines = [(Duration::ZERO, "first".to_owned()), (SECOND, "2".to_owned())];
    assert_eq!(*observed.output(None), lines);
}
