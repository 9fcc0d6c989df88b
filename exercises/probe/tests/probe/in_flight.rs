//! What the probe records about work in flight.

use probe::{InFlight, observe};
use std::time::Duration;
use tokio::{
    join, spawn,
    task::yield_now,
    time::{sleep, timeout},
};

const MS: Duration = Duration::from_millis(1);

async fn work(jobs: InFlight, id: usize, takes: u32) {
    let job = jobs.begin(id);
    sleep(takes * MS).await;
    job.end();
}

fn jobs() -> InFlight {
    InFlight::new([2, 1, 3], "jobs", "ran")
}

#[test]
fn beginnings_and_ends_are_recorded_in_order() {
    let (jobs, seen) = (jobs(), jobs());
    let seen_there = seen.clone();
    observe(async move {
        join!(work(seen_there.clone(), 1, 20), work(seen_there.clone(), 2, 10));
        work(seen_there, 3, 10).await;
    })
    .output(None);
    assert_eq!(seen.ids(), [2, 1, 3]);
    assert_eq!((seen.begun(), seen.ended()), (vec![1, 2, 3], vec![2, 1, 3]));
    assert_eq!((seen.peak(), seen.tasks(), seen.is_in_turn()), (2, 1, false));
    assert_eq!(seen.when_begun(3), Some(20 * MS));
    assert!(jobs.begun().is_empty() && jobs.when_begun(3).is_none());
}

#[test]
fn the_clock_starts_with_start_or_with_the_first_work() {
    for is_started in [true, false] {
        let jobs = jobs();
        let clone = jobs.clone();
        observe(async move {
            if is_started {
                clone.start();
            }
            sleep(MS).await;
            work(clone, 1, 1).await;
        })
        .output(None);
        let expected = if is_started { MS } else { Duration::ZERO };
        assert_eq!(jobs.when_begun(1), Some(expected));
    }
}

#[test]
fn dropped_work_is_recorded_unless_the_observation_is_over() {
    let jobs = jobs();
    let clone = jobs.clone();
    observe(async move {
        timeout(5 * MS, work(clone.clone(), 1, 20)).await.unwrap_err();
        spawn(work(clone.clone(), 2, 20));
        work(clone, 3, 10).await;
    })
    .output(None);
    assert_eq!((jobs.dropped(), jobs.ended()), (vec![(1, 5 * MS)], vec![3]));
}

#[test]
fn a_single_piece_of_work_is_not_in_turn() {
    for (count, is_in_turn) in [(0, false), (1, false), (2, true)] {
        let jobs = jobs();
        let clone = jobs.clone();
        observe(async move {
            for id in 0..count {
                work(clone.clone(), id, 1).await;
            }
        })
        .output(None);
        assert_eq!(jobs.is_in_turn(), is_in_turn);
    }
}

#[test]
fn others_wait_if_more_than_three_tasks_are_alive() {
    for (idle, others_wait) in [(1, false), (2, true)] {
        let jobs = jobs();
        let clone = jobs.clone();
        observe(async move {
            let idle: Vec<_> = (0..idle).map(|_| spawn(sleep(10 * MS))).collect();
            spawn(work(clone, 1, 5)).await.unwrap();
            for task in idle {
                task.await.unwrap();
            }
            yield_now().await;
        })
        .output(None);
        assert_eq!(jobs.others_wait(), others_wait);
    }
}

#[test]
fn work_is_recorded_outside_a_runtime() {
    let jobs = jobs();
    drop(jobs.begin(1));
    jobs.begin(2).end();
    assert_eq!((jobs.begun(), jobs.ended()), (vec![1, 2], vec![2]));
    assert_eq!(
        (jobs.dropped(), jobs.peak(), jobs.others_wait()),
        (vec![], 1, false)
    );
}
