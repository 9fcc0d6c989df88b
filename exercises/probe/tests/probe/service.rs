//! What a service records about its fetches, and the lines of a log.

use probe::{Log, Rng, Service, observe};
use std::time::Duration;
use tokio::{
    join,
    time::{Instant, sleep, timeout},
};

const SECOND: Duration = Duration::from_secs(1);

fn service() -> Service {
    Service::new([(7, 3 * SECOND), (2, SECOND)])
}

#[test]
fn fetches_in_turn_have_a_peak_of_one() {
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
fn two_fetches_at_once_are_answered_in_the_order_of_their_delays() {
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
fn a_fetch_that_is_never_polled_was_not_asked_for() {
    let service = service();
    drop(service.fetch(7));
    assert_eq!((service.peak(), service.asked()), (0, vec![]));
}

#[test]
fn a_dropped_fetch_is_no_longer_in_flight() {
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
fn clones_of_a_log_share_its_lines_and_its_clock() {
    let observed = observe(async {
        let log = Log::new();
        log.clone().say("first");
        sleep(SECOND).await;
        log.say(2);
        log.lines()
    });
    let lines = [(Duration::ZERO, "first".to_owned()), (SECOND, "2".to_owned())];
    assert_eq!(*observed.output(None), lines);
}

#[test]
fn only_a_failing_id_fails_and_only_after_its_delay() {
    let service = service().failing([(2, "the line is dead")]);
    let asked = service.clone();
    let observed = observe(async move {
        let start = Instant::now();
        let failed = asked.try_fetch(2).await;
        (failed, start.elapsed(), asked.try_fetch(7).await)
    });
    let failed = Err("the line is dead".to_owned());
    assert_eq!(*observed.output(None), (failed, SECOND, Ok("answer 7".to_owned())));
    assert_eq!(service.answered(), [2, 7]);
}

#[test]
fn a_named_service_shows_its_name_in_pictures_and_keeps_the_order_of_ids() {
    let service = service().failing([(2, "the line is dead")]).named("far");
    let asked = service.clone();
    let observed = observe(async move { asked.fetch(7).await });
    assert_eq!(observed.record.lanes[0].name, "far 7");
    assert_eq!((service.ids(), service.asked()), (vec![7, 2], vec![7]));
    assert_eq!(
        (service.error(2), service.error(7)),
        (Some("the line is dead"), None)
    );
}

#[test]
fn a_dropped_fetch_is_recorded_with_its_time() {
    let service = service();
    let asked = service.clone();
    let observed = observe(async move {
        sleep(SECOND).await;
        let both = async { join!(asked.fetch(7), asked.fetch(2)) };
        timeout(2 * SECOND, both).await.expect_err("it takes longer");
    });
    observed.output(None);
    assert_eq!(service.dropped(), [(7, 2 * SECOND)]);
}

#[test]
fn a_fetch_that_is_in_flight_at_the_end_was_not_dropped() {
    let service = service();
    let asked = service.clone();
    let observed = observe(async move {
        tokio::spawn(async move { asked.fetch(7).await });
        sleep(SECOND).await;
    });
    observed.output(None);
    assert_eq!((service.asked(), service.dropped()), (vec![7], vec![]));
}

#[test]
fn drawn_delays_are_all_different_and_repeatable() {
    let delays = || {
        let service = Service::drawn(&mut Rng::new(), 0..40);
        (0..40).map(|id| service.delay(id)).collect::<Vec<_>>()
    };
    let mut drawn = delays();
    assert_eq!(drawn, delays());
    drawn.sort_unstable();
    drawn.dedup();
    assert_eq!(drawn.len(), 40);
    let (first, last) = (drawn[0], drawn[39]);
    assert!(SECOND / 10 <= first && last <= 4 * SECOND, "{first:?}, {last:?}");
}
