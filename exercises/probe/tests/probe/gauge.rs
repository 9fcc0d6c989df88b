//! Counting how many of something exist at the same time.

use probe::{Gauge, Level, observe};
use std::time::Duration;
use tokio::{join, sync::mpsc, time::sleep};

#[test]
fn the_peak_is_two_for_two_at_once_but_one_for_two_in_turn() {
    let visit = |gauge: Gauge| async move {
        let _entered = gauge.enter();
        sleep(Duration::from_secs(1)).await;
    };
    let (together, in_turn) = (Gauge::new(), Gauge::new());
    let (a, b) = (visit(together.clone()), visit(together.clone()));
    observe(async { join!(a, b) }).output(None);
    let (a, b) = (visit(in_turn.clone()), visit(in_turn.clone()));
    observe(async { (a.await, b.await) }).output(None);
    assert_eq!((together.peak(), in_turn.peak()), (2, 1));
    assert_eq!((together.now(), in_turn.now()), (0, 0));
}

#[test]
fn an_entry_counts_until_it_is_dropped() {
    let gauge = Gauge::new();
    let kept = gauge.enter();
    drop(gauge.enter());
    assert_eq!((gauge.now(), gauge.peak()), (1, 2));
    drop(kept);
    assert_eq!((gauge.now(), gauge.peak()), (0, 2));
}

#[test]
fn the_total_includes_dropped_entries_but_not_clones_of_the_gauge() {
    let gauge = Gauge::new();
    let _kept = gauge.enter();
    for _ in 0..3 {
        drop(gauge.clone().enter());
    }
    assert_eq!((gauge.now(), gauge.peak(), gauge.total()), (1, 2, 4));
}

#[test]
fn a_clone_of_an_entry_counts_as_one_more() {
    let gauge = Gauge::new();
    let first = gauge.enter();
    let second = first.clone();
    drop(first);
    assert_eq!((gauge.now(), gauge.peak(), gauge.total()), (1, 2, 2));
    drop(second);
    assert_eq!(gauge.now(), 0);
}

#[test]
fn a_level_shows_whether_a_queue_grows_or_its_sender_waits() {
    let longest = |capacity| {
        let observed = observe(async move {
            let (sender, mut receiver) = mpsc::channel(capacity);
            let queue = Level::new();
            let produce = async {
                for item in 0..10 {
                    sender.send(item).await.unwrap();
                    queue.set(sender.max_capacity() - sender.capacity());
                }
                drop(sender);
            };
            let consume = async {
                while receiver.recv().await.is_some() {
                    sleep(Duration::from_secs(1)).await;
                }
            };
            join!(produce, consume);
            queue.peak()
        });
        *observed.output(None)
    };
    assert_eq!((longest(100), longest(2)), (10, 2));
}

#[test]
fn a_level_remembers_its_peak() {
    let level = Level::new();
    for n in [2, 7, 3] {
        level.clone().set(n);
    }
    assert_eq!((level.now(), level.peak()), (3, 7));
}
