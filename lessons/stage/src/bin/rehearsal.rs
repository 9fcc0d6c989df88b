//! Every kind of act and every mark of the picture, in one story: for the stage's own
//! tests, and for authors who want to see what there is. `cargo run -p stage`.

use stage::{OnLane, Stage, done, lane, say, seconds};
use std::{
    cell::Cell, future::pending, process::ExitCode, sync::mpsc, time::Duration,
};
use tokio::time::{Instant, sleep};

fn main() -> ExitCode {
    // The panic of the first act is meant; its message is not part of the story.
    std::panic::set_hook(Box::new(|_| ()));
    stage::tell("Rehearsal", |stage| {
        stage.act("Four ends", four_ends());
        stage.act("Blocking delays everybody", blocking());
        stage.threads("Two threads", two_threads);
        stage.fast_act("An hour", an_hour());
        stage.act("Nobody polls it", nobody_polls_it());
        stage.steps("Lines instead of time", lines);
        stage.steps("Many lines", many_lines);
        stage.act("Names", names());
        stage.act("A crowd", crowd());
        stage.act(
            "No time at all",
            async { say!("done at once") }.on_lane("instant"),
        );
        measured(stage);
        stage.own_loop("A loop of our own", our_time, our_loop);
    })
}

fn tenths(n: u64) -> Duration {
    Duration::from_millis(100 * n)
}

/// Done, panicked, dropped, and still there when the act ends.
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

/// A tick is due each 0.2 s; the second poll of the neighbor holds the thread for 0.5
/// s.
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

/// Real threads; on the virtual clock, time moves when all of them sleep.
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
    let (slow, quick) = (worker("slow", [3, 2]), worker("quick", [1, 1]));
    // Waiting in this order does not change who ends when.
    let ended = [slow.join(), quick.join()].map(|it| it.expect("neither panics"));
    say!("both ended: {ended:?}");
}

async fn an_hour() {
    sleep(Duration::from_secs(3600)).on_lane("an hour").await;
    say!("an hour later");
}

async fn nobody_polls_it() {
    drop(sleep(tenths(1)).on_lane("never polled"));
    sleep(tenths(1)).on_lane("polled").await;
    say!("a future that nobody polls has no lane");
}

/// Code without a runtime: a caller, and what it calls.
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

/// Two of the same name, one that is long, one that is wide and needs escaping.
async fn names() {
    let wait = |n| sleep(tenths(n));
    tokio::join!(
        wait(1).on_lane("twin"),
        wait(2).on_lane("twin"),
        wait(3).on_lane("a name that is much too long to stand beside its lane"),
        wait(4).on_lane("珈琲 & <tea>"),
    );
}

async fn crowd() {
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
            send.send(()).expect("somebody listens");
        });
        receive.recv().expect("somebody sends");
        thread.join().expect("it does not panic");
        say!("these lines carry no time");
    });
}

thread_local! {
    static OUR_TIME: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

fn our_time() -> Duration {
    OUR_TIME.get()
}

/// What a loop that a lesson has built would do: poll, sleep, and poll again.
fn our_loop(clock_is_virtual: bool) {
    let lane = lane("ours");
    lane.in_scope(|| say!("polled"));
    if !clock_is_virtual {
        std::thread::sleep(tenths(3));
    }
    OUR_TIME.set(tenths(3));
    lane.in_scope(|| say!("polled again"));
    done(&lane);
}
