//! The learner predicts when each tick of four programs fires, and how many ticks of
//! a fifth program fire while a worker is blocked.

#[path = "../due_vs_fired.rs"]
mod due_vs_fired;
#[path = "../programs/due_vs_fired.rs"]
mod programs;

use due_vs_fired::*;
use probe::{
    Log, OnLane,
    predict::{Alternative, Column, Outcome, Sheet},
    thread,
};
use programs::*;
use std::time::Duration;
use tokio::{join, time::sleep};

#[test]
fn ticks_by_duration_are_predicted() {
    let alternatives = [
        if_("the helper waited where it blocks", "blocking-is-waiting", all_wait),
        if_(
            "the helper also blocked where it waits",
            "one-thread-one-wait",
            all_block,
        ),
        if_("the ticker slept until due times", "sleep-keeps-the-beat", by_deadline),
        paused_by_the_block(LONG),
    ];
    sheet().judge("by_duration", alternatives);
}

#[test]
fn ticks_by_deadline_are_predicted() {
    let alternatives = [
        if_("the helper waited where it blocks", "blocking-is-waiting", all_wait),
        if_(
            "the helper also blocked where it waits",
            "one-thread-one-wait",
            all_block_with_deadlines,
        ),
        if_("the ticker slept for durations", "sleep-keeps-the-beat", by_duration),
        paused_by_the_block(LONG),
    ];
    sheet().judge("by_deadline", alternatives);
}

#[test]
fn ticks_beside_a_task_are_predicted() {
    // A learner whose guess for `join!` is the same is not thinking of threads.
    let unhindered = if BY_DURATION == IN_A_TASK {
        if_("the helper waited where it blocks", "blocking-is-waiting", all_wait)
    } else {
        if_("the helper had its own thread", "each-has-a-thread", all_wait)
    };
    let alternatives = [
        unhindered,
        if_(
            "the helper were done when `spawn` returns",
            "spawned-is-done",
            done_at_once,
        ),
        if_("the ticker slept until due times", "sleep-keeps-the-beat", catching_up),
        paused_by_the_block(SHORT),
    ];
    sheet().judge("in_a_task", alternatives);
}

#[test]
fn ticks_beside_the_pool_are_predicted() {
    let alternatives = [
        if_(
            "the helper blocked the loop's thread",
            "one-block-stops-all",
            by_duration,
        ),
        if_(
            "the helper also blocked where it waits",
            "one-thread-one-wait",
            all_block,
        ),
    ];
    sheet().judge("in_the_pool", alternatives);
}

#[test]
fn ticks_among_eight_workers_are_predicted() {
    // A learner whose guess for one thread is the same is not thinking of workers.
    let waits = sheet().says("by_duration", "ticks", ticks(all_wait));
    let (if_, misconception) = if waits {
        ("the helper waited where it blocks", "blocking-is-waiting")
    } else {
        ("another worker took over the ticker", "more-workers-help")
    };
    let all = Alternative::new(if_, misconception, || {
        Outcome::new(said_among_eight().iter().filter(|it| *it == "tick").count())
    });
    Sheet::new([Column::count("ticks", "during the block, there are", "tick")])
        .question("among_eight", AMONG_EIGHT, || {
            let said = said_among_eight();
            let mut parts = said.split(|it| it == "blocked" || it == "free").skip(1);
            Outcome::new(parts.next().map_or(0, <[_]>::len))
        })
        .judge("among_eight", [all]);
}

fn said_among_eight() -> Vec<String> {
    let log = Log::new();
    among_eight(&log);
    log.lines().into_iter().map(|(_, line)| line).collect()
}

fn sheet() -> Sheet {
    Sheet::new([Column::sequence("ticks", "tick", "ms")])
        .question("by_duration", BY_DURATION, || ticks(by_duration))
        .question("by_deadline", BY_DEADLINE, || ticks(by_deadline))
        .question("in_a_task", IN_A_TASK, || ticks(in_a_task))
        .question("in_the_pool", IN_THE_POOL, || ticks(in_the_pool))
}

fn if_<F: Future + 'static>(
    if_: &str,
    misconception: &'static str,
    program: impl Fn(Log) -> F + Copy + 'static,
) -> Alternative {
    Alternative::new(if_, misconception, move || ticks(program))
}

fn ticks<F: Future + 'static>(program: impl Fn(Log) -> F + 'static) -> Outcome {
    Outcome::logged(program, |lines, _| {
        Outcome::new(Vec::from_iter(lines.iter().map(|(at, _)| at.as_millis())))
    })
}

// What the programs would do if a misconception were true.

async fn all_wait(log: Log) {
    let waits = async { sleep(LONG + BLOCK).await };
    join!(ticker(&log).on_lane("ticker"), waits.on_lane("helper"));
}

async fn all_block(log: Log) {
    let blocks = async { thread::sleep(LONG + BLOCK) };
    join!(ticker(&log).on_lane("ticker"), blocks.on_lane("helper"));
}

async fn all_block_with_deadlines(log: Log) {
    let blocks = async { thread::sleep(LONG + BLOCK) };
    join!(ticker_with_deadlines(&log).on_lane("ticker"), blocks.on_lane("helper"));
}

async fn done_at_once(log: Log) {
    helper(SHORT).on_lane("helper").await;
    ticker(&log).on_lane("ticker").await;
}

async fn catching_up(log: Log) {
    join!(
        ticker_with_deadlines(&log).on_lane("ticker"),
        helper(SHORT).on_lane("helper")
    );
}

/// The sleep that is in progress when the block begins is extended by the full
/// length of the block.
fn paused_by_the_block(wait: Duration) -> Alternative {
    let program = move |log: Log| async move {
        let ticker = async {
            for tick in 0..4 {
                let blocked = (tick * TICK..(tick + 1) * TICK).contains(&wait);
                sleep(if blocked { TICK + BLOCK } else { TICK }).await;
                log.say("tick");
            }
        };
        join!(ticker.on_lane("ticker"), helper(wait).on_lane("helper"));
    };
    let stopped = "the ticker's sleep paused during the block";
    if_(stopped, "sleeps-stand-still", program)
}
