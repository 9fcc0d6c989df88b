//! One story with every kind of act and every mark that pictures use, for the
//! stage's tests and for authors. Run it with `cargo run -p stage`.

use stage::{OnLane, Stage, done, lane, say, seconds};
use std::{
    cell::Cell, future::pending, process::ExitCode, sync::mpsc, time::Duration,
};
use tokio::time::{Instant, sleep};

fn main() -> ExitCode {
    // The first act panics on purpose. The hook keeps the message out of the output.
    std::panic::set_hook(Box::new(|_| ()));
    stage::tell("Rehearsal", |stage| {
        stage.act("Four ends", four_ends());
        stage.act("Blocking delays every task", blocking());
        stage.threads("Two threads", two_threads);
        stage.fast_act("An hour", an_hour());
        stage.act("Never polled", never_polled());
        stage.steps("Lines instead of time", lines);
        stage.steps("Many lines", many_lines);
        stage.act("Names", names());
        stage.act("Many lanes", many_lanes());
        stage.act(
            "No time at all",
            async { say!("done at once") }.on_lane("instant"),
        );
        measured(stage);
        stage.own_loop("The lesson's own loop", own_time, own_loop);
    })
}

fn tenths(n: u64) -> Duration {
    Duration::from_millis(100 * n)
}

/// Lanes that finish, panic, are dropped, or are still waiting when the act ends.
async fn four_ends() {
    let panics = async {
        sleep(tenths(2)).await;
        panic!("on purpose");
    };
    let panics = tokio::spawn(panics.on_lane("panics"));
    let dropped = tokio::spawn(pending::<()>().on_lane("is dropped"));
    let _left = tokio::spawn(pending::<()>().on_lane("is left behind"));
    sleep(tenths(3)).on_lane("is done").await;
    let panicked = panics.await.is_err_and(|error| error.is_panic());
    dropped.abort();
    let aborted = dropped.await.is_err_and(|error| error.is_cancelled());
    say!("panicked: {panicked}, aborted: {aborted}");
    sleep(tenths(1)).await;
}

/// A tick is due every 0.2 s, but another future blocks the thread from 0.1 s to 0.7 s.
async fn blocking() {
    let ticks = async {
        let start = Instant::now();
        for due in 1..=3 {
            tokio::time::sleep_until(start + tenths(2 * due)).await;
            let late = start.elapsed() - tenths(2 * due);
            say!("due at {}, late by {}", seconds(tenths(2 * due)), seconds(late));
        }
    };
    let blocks = async {
        sleep(tenths(1)).await;
        stage::thread::sleep(tenths(6));
    };
    tokio::join!(ticks.on_lane("ticks"), blocks.on_lane("blocks"));
}

/// Real threads. On the virtual clock, time advances when all threads sleep.
fn two_threads() {
    let worker = |name: &'static str, naps: [u64; 2]| {
        stage::thread::spawn(name, move || {
            let lane = lane(name);
            for nap in naps {
                lane.in_scope(|| stage::thread::sleep(tenths(nap)));
                say!("{name} slept {}", seconds(tenths(nap)));
            }
            done(&lane);
            name
        })
    };
    let (slow, fast) = (worker("slow", [3, 2]), worker("fast", [1, 1]));
    // The order of the joins does not affect when the threads end.
    let ended = [slow.join(), fast.join()].map(|it| it.expect("neither panics"));
    say!("both ended: {ended:?}");
}

async fn an_hour() {
    sleep(Duration::from_secs(3600)).on_lane("an hour").await;
    say!("an hour later");
}

async fn never_polled() {
    drop(sleep(tenths(1)).on_lane("never polled"));
    sleep(tenths(1)).on_lane("polled").await;
    say!("a future that is never polled has no lane");
}

/// Code without a runtime: a function, and another one that it calls.
fn lines() {
    let (caller, called) = (lane("caller"), lane("called"));
    caller.in_scope(|| {
        say!("before");
        called.in_scope(|| say!("inside"));
        say!("between");
        called.in_scope(|| say!("inside again"));
        say!("after");
    });
    done(&caller);
}

fn many_lines() {
    let (odd, even) = (lane("odd"), lane("even"));
    for n in 1..=40 {
        let lane = if n % 2 == 0 { &even } else { &odd };
        lane.in_scope(|| say!("line {n}"));
    }
}

/// Two equal names, a long name, and a name with wide characters that needs escaping.
async fn names() {
    let wait = |n| sleep(tenths(n));
    tokio::join!(
        wait(1).on_lane("same"),
        wait(2).on_lane("same"),
        wait(3).on_lane("a name that is much too long to fit next to its lane"),
        wait(4).on_lane("珈琲 & <tea>"),
    );
}

async fn many_lanes() {
    let tasks: Vec<_> = (0..50)
        .map(|n| tokio::spawn(sleep(tenths(n % 5)).on_lane(format!("task {n}"))))
        .collect();
    for task in tasks {
        task.await.expect("a sleep does not panic");
    }
}

fn measured(stage: &mut Stage) {
    stage.measured("The machine itself", || {
        let (send, receive) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            say!("said on another thread");
            send.send(()).expect("the receiver is not dropped");
        });
        receive.recv().expect("the thread sends once");
        thread.join().expect("it does not panic");
        say!("these lines show no time");
    });
}

thread_local! {
    static OWN_TIME: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

fn own_time() -> Duration {
    OWN_TIME.get()
}

/// Does what an event loop of a lesson would do: poll, sleep, and poll again.
fn own_loop(clock_is_virtual: bool) {
    let lane = lane("own");
    lane.in_scope(|| say!("polled"));
    if !clock_is_virtual {
        std::thread::sleep(tenths(3));
    }
    OWN_TIME.set(tenths(3));
    lane.in_scope(|| say!("polled again"));
    done(&lane);
}
