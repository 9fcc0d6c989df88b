//! Five schedules to predict. When their ticks fire is found out by running them.

#[path = "../due_vs_fired.rs"]
mod due_vs_fired;

use due_vs_fired::{AMONG_EIGHT, BY_DEADLINE, BY_DURATION, IN_A_TASK, IN_THE_POOL};
use probe::{Log, Observed, OnLane, observe, reject, thread};
use std::{sync::mpsc, time::Duration};
use tokio::{
    join,
    runtime::Builder,
    task::{spawn, spawn_blocking, yield_now},
    time::{Instant, sleep, sleep_until},
};

const TICK: Duration = Duration::from_millis(100);
const SHORT: Duration = Duration::from_millis(50);
const LONG: Duration = Duration::from_millis(150);
const BLOCK: Duration = Duration::from_millis(200);

async fn ticker(log: &Log) {
    for _ in 0..4 {
        sleep(TICK).await;
        log.say("tick");
    }
}

async fn ticker_with_deadlines(log: &Log) {
    let start = Instant::now();
    for tick in 1..=4 {
        sleep_until(start + tick * TICK).await;
        log.say("tick");
    }
}

async fn helper(wait: Duration) {
    sleep(wait).await;
    thread::sleep(BLOCK);
}

async fn by_duration(log: Log) {
    join!(ticker(&log).on_lane("ticker"), helper(LONG).on_lane("helper"));
}

async fn by_deadline(log: Log) {
    join!(
        ticker_with_deadlines(&log).on_lane("ticker"),
        helper(LONG).on_lane("helper")
    );
}

async fn in_a_task(log: Log) {
    let task = spawn(helper(SHORT).on_lane("helper"));
    ticker(&log).on_lane("ticker").await;
    task.await.expect("the helper does not panic");
}

async fn in_the_pool(log: Log) {
    let helper = async {
        sleep(LONG).await;
        spawn_blocking(|| thread::sleep(BLOCK)).await
    };
    let (_, slept) = join!(ticker(&log).on_lane("ticker"), helper.on_lane("helper"));
    slept.expect("the helper does not panic");
}

/// Its ticks are due at once, all four.
async fn eager_ticker(log: &Log) {
    for _ in 0..4 {
        yield_now().await;
        log.say("tick");
    }
}

/// Blocks its thread until somebody opens the gate.
async fn stubborn_helper(log: &Log, gate: mpsc::Receiver<()>) {
    log.say("blocked");
    gate.recv().expect("somebody opens it");
    log.say("free");
}

fn among_eight(log: &Log) {
    let runtime = Builder::new_multi_thread().worker_threads(8).build();
    let runtime = runtime.expect("the system has room for eight threads");
    let (open, gate) = mpsc::channel();
    let log = log.clone();
    let both = runtime.spawn(async move {
        join!(eager_ticker(&log), stubborn_helper(&log, gate));
    });
    runtime.block_on(async {
        // Eight more tasks come and go before the gate is opened.
        for _ in 0..8 {
            let other = runtime.spawn(async { eager_ticker(&Log::new()).await });
            other.await.expect("a ticker does not panic");
        }
        open.send(()).expect("the helper waits for it");
        both.await.expect("nobody panics");
    });
}

// Here end the programs to read. What follows runs them and compares.

#[test]
fn ticks_by_duration_are_predicted() {
    let mixed_up = [
        if_it("waited where it blocks", "blocking-is-waiting", all_wait),
        if_it("blocked also where it waits", "one-thread-one-wait", all_block),
        if_ticker("slept until due times", "sleep-keeps-the-beat", by_deadline),
        if_ticker("stood still during the block", "sleeps-stand-still", |log| {
            standing_still(log, LONG)
        }),
    ];
    judge("by_duration", BY_DURATION, by_duration, &mixed_up);
}

#[test]
fn ticks_by_deadline_are_predicted() {
    let mixed_up = [
        if_it("waited where it blocks", "blocking-is-waiting", all_wait),
        if_it(
            "blocked also where it waits",
            "one-thread-one-wait",
            all_block_with_deadlines,
        ),
        if_ticker("slept for durations", "sleep-keeps-the-beat", by_duration),
        if_ticker("stood still during the block", "sleeps-stand-still", |log| {
            standing_still(log, LONG)
        }),
    ];
    judge("by_deadline", BY_DEADLINE, by_deadline, &mixed_up);
}

#[test]
fn ticks_beside_a_task_are_predicted() {
    // Who thinks so of `join!` as well does not think of threads.
    let unhindered = if BY_DURATION == IN_A_TASK {
        if_it("waited where it blocks", "blocking-is-waiting", all_wait)
    } else {
        if_it("had a thread of its own", "each-has-a-thread", all_wait)
    };
    let mixed_up = [
        unhindered,
        if_it("were done when `spawn` returns", "spawned-is-done", done_at_once),
        if_ticker("slept until due times", "sleep-keeps-the-beat", catching_up),
        if_ticker("stood still during the block", "sleeps-stand-still", |log| {
            standing_still(log, SHORT)
        }),
    ];
    judge("in_a_task", IN_A_TASK, in_a_task, &mixed_up);
}

#[test]
fn ticks_beside_the_pool_are_predicted() {
    let mixed_up = [
        if_it("blocked the loop's thread", "one-block-stops-all", by_duration),
        if_it("blocked also where it waits", "one-thread-one-wait", all_block),
    ];
    judge("in_the_pool", IN_THE_POOL, in_the_pool, &mixed_up);
}

#[test]
fn ticks_among_eight_workers_are_predicted() {
    let Some(guess) = AMONG_EIGHT else {
        let measured = "among_eight: you have not guessed how many ticks fire yet";
        reject(None, measured)
    };
    let log = Log::new();
    among_eight(&log);
    let lines: Vec<_> = log.lines().into_iter().map(|(_, line)| line).collect();
    let mut during = lines.split(|it| it == "blocked" || it == "free").skip(1);
    let during = during.next().map_or(0, <[_]>::len);
    if guess == during {
        return;
    }
    if guess != lines.iter().filter(|it| *it == "tick").count() {
        let measured = format!(
            "among_eight: {during} ticks fire during the block; you guess {guess}"
        );
        reject(None, measured);
    }
    // Who thinks so of one thread as well does not think of workers.
    let (unhindered, _) = run(all_wait);
    let (if_, belief) = if BY_DURATION.is_some_and(|it| unhindered == it) {
        ("the helper waited where it blocks", "blocking-is-waiting")
    } else {
        ("another worker went on with the ticker", "more-workers-help")
    };
    let measured = format!(
        "among_eight: you guess that all {guess} ticks fire during the block, and that \
         is not it. So it would be if {if_}"
    );
    reject(belief, measured);
}

/// Compares a guess with the program that it is about. A wrong guess is looked up
/// among the programs that would tick so: each stands for the belief that mixes them
/// up. A guess that is nobody's learns its first mistake, and keeps the others.
#[track_caller]
fn judge<F>(
    name: &str,
    guess: Option<[u64; 4]>,
    program: fn(Log) -> F,
    mixed_up: &[MixedUp],
) where
    F: Future<Output = ()> + 'static,
{
    let Some(guess) = guess else {
        reject(None, format!("{name}: you have not guessed its ticks yet"))
    };
    let (fired, _) = run(program);
    let ticks = fired.iter().zip(&guess).enumerate();
    let mut wrong = ticks.filter(|(_, (fired, guess))| fired != guess);
    let Some((tick, (fired, guessed))) = wrong.next() else { return };

    if let Some(other) = mixed_up.iter().find(|it| it.fired == guess) {
        let [first, second, third, fourth] = guess;
        let measured = format!(
            "{name}: you guess {first}, {second}, {third} and {fourth} ms, and that \
             is not it. So it would be if {}:",
            other.if_
        );
        other.observed.reject(other.belief, measured);
    }
    let tick = tick + 1;
    reject(
        None,
        format!("{name}: tick {tick} fires at {fired} ms; you guess {guessed} ms"),
    );
}

/// A program that somebody may take for another.
struct MixedUp {
    if_: String,
    belief: &'static str,
    fired: Vec<u64>,
    observed: Observed<Vec<u64>>,
}

fn if_it<F>(did: &str, belief: &'static str, program: fn(Log) -> F) -> MixedUp
where
    F: Future<Output = ()> + 'static,
{
    let (fired, observed) = run(program);
    MixedUp { if_: format!("the helper {did}"), belief, fired, observed }
}

fn if_ticker<F>(did: &str, belief: &'static str, program: fn(Log) -> F) -> MixedUp
where
    F: Future<Output = ()> + 'static,
{
    MixedUp { if_: format!("the ticker {did}"), ..if_it("", belief, program) }
}

fn run<F>(program: fn(Log) -> F) -> (Vec<u64>, Observed<Vec<u64>>)
where
    F: Future<Output = ()> + 'static,
{
    let observed = observe(async move {
        // The log's time begins with the program's.
        let log = Log::new();
        program(log.clone()).await;
        log.lines().iter().map(|(at, _)| at.as_millis() as u64).collect::<Vec<_>>()
    });
    (observed.output(None).clone(), observed)
}

/// What the programs would be if this or that were true.
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

/// The sleep into which the block falls takes longer by as much.
async fn standing_still(log: Log, wait: Duration) {
    let ticker = async {
        for tick in 0..4 {
            let blocked = (tick * TICK..(tick + 1) * TICK).contains(&wait);
            sleep(if blocked { TICK + BLOCK } else { TICK }).await;
            log.say("tick");
        }
    };
    join!(ticker.on_lane("ticker"), helper(wait).on_lane("helper"));
}
