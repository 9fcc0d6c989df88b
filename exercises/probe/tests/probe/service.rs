//! What the service knows of those who asked it, and the log of those who wrote into
//! it.

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
        sleep(SECOND).await;
        log.say(2);
        log.lines()
    });
    let lines = [(Duration::ZERO, "first".to_owned()), (SECOND, "2".to_owned())];
    assert_eq!(*observed.output(None), lines);
}

#[test]
fn an_id_that_fails_does_so_after_its_delay_and_the_others_do_not() {
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
fn a_name_is_shown_in_pictures_and_ids_stay_in_order() {
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
fn a_drop_is_noted_with_its_time_and_an_answer_is_not() {
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
fn what_is_left_in_flight_at_the_end_was_not_dropped() {
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
fn delays_from_a_seed_are_all_different_and_alike_in_every_run() {
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
