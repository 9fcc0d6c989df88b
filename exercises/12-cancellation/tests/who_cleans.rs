//! The learner predicts the words that five programs log within a second.
//!
//! Each alternative is what a program would log if its job were called off in
//! another way: told to stop, dropped without its guard, or not stopped at all.

#[path = "../programs/who_cleans.rs"]
mod programs;
#[path = "../who_cleans.rs"]
mod who_cleans;

use probe::{
    Log, OnLane,
    predict::{Alternative, Column, Outcome, Sheet},
};
use programs::*;
use std::time::Duration;
use tokio::{
    join, spawn,
    time::{Instant, sleep, sleep_until, timeout},
};
use who_cleans::*;

const TOLD: &str = "the-code-is-told";
const NOTHING: &str = "a-drop-cleans-nothing";
const GOES_ON: &str = "the-rest-goes-on";
const HANDLE: &str = "timeout-ends-the-task";

#[test]
fn a_timeout_is_predicted() {
    // A job that keeps running logs the same words as a job that is told to stop. A
    // learner who believes that this job keeps running believes the same about the job
    // that tidies up.
    let every_word = if sheet().says("while_tidying", "words", said(uncalled)) {
        if_("the job kept running", GOES_ON, uncalled)
    } else {
        if_(
            "the job were told to stop, and ran its last lines",
            TOLD,
            told_its_last_line,
        )
    };
    let alternatives = [
        if_("the job were told to stop, and tidied up", TOLD, told),
        every_word,
        if_("the job were dropped without its guard", NOTHING, forgotten(SOON)),
    ];
    sheet().judge("a_timeout", alternatives);
}

#[test]
fn a_timeout_of_a_handle_is_predicted() {
    let alternatives = [
        if_("the timeout ended the task", HANDLE, a_timeout),
        if_(
            "the timeout told the task to stop, and the task tidied up",
            HANDLE,
            told,
        ),
        if_(
            "the timeout ended the task, but not its guard",
            HANDLE,
            forgotten(SOON),
        ),
    ];
    sheet().judge("of_a_handle", alternatives);
}

#[test]
fn an_abort_is_predicted() {
    let unguarded = "the task were dropped without its guard";
    let alternatives = [
        if_(
            "the task were gone when `abort` returns",
            "abort-ends-at-once",
            aborted_after(a_timeout),
        ),
        if_(
            "`abort` told the task to stop, and the task tidied up",
            TOLD,
            aborted_during(told),
        ),
        if_(
            "`abort` waited until the task had tidied up",
            TOLD,
            aborted_after(told),
        ),
        if_(unguarded, NOTHING, aborted_after(forgotten(SOON))),
        if_("the task kept running", GOES_ON, aborted_during(uncalled)),
    ];
    sheet().judge("abort", alternatives);
}

#[test]
fn an_abort_at_once_is_predicted() {
    let alternatives = [
        begun_by_spawn("ran the job up to its first await", "begin aborted guard"),
        begun_by_spawn(
            "ran the job, and `abort` ended it at once",
            "begin guard aborted",
        ),
        begun_by_spawn("ran the job, and its guard were lost", "begin aborted"),
        if_("the job kept running", GOES_ON, async |log: Log| {
            let job = spawn(job(log.clone()).on_lane("job"));
            log.say("aborted");
            let _ = job.await;
        }),
    ];
    sheet().judge("abort_at_once", alternatives);
}

#[test]
fn a_timeout_while_tidying_is_predicted() {
    // A learner who believes the same about the job that is still working isn't
    // thinking of half-done jobs.
    let soon = |outcome| sheet().says("a_timeout", "words", outcome);
    let why = match (soon(said(uncalled)), soon(said(told))) {
        (true, _) => GOES_ON,
        (_, true) => TOLD,
        _ => "done-or-not-begun",
    };
    let alternatives = [
        if_("the tidying were not cut off", why, uncalled),
        if_("the job were dropped without its guard", NOTHING, forgotten(LATER)),
    ];
    sheet().judge("while_tidying", alternatives);
}

fn sheet() -> Sheet {
    let known = ["begin", "end", "tidy", "guard", "aborted"];
    let words = Column::words("words", "word").only(known, "logs");
    Sheet::new([words])
        .question("a_timeout", TIMEOUT, || said(a_timeout))
        .question("of_a_handle", OF_A_HANDLE, || said(of_a_handle))
        .question("abort", ABORT, || said(abort))
        .question("abort_at_once", ABORT_AT_ONCE, || said(abort_at_once))
        .question("while_tidying", WHILE_TIDYING, || said(while_tidying))
}

/// What a program logs within a second.
fn said(program: impl AsyncFn(Log) + 'static) -> Outcome {
    let for_a_second = |log| async move {
        let end = Instant::now() + Duration::from_secs(1);
        program(log).await;
        sleep_until(end).await;
    };
    Outcome::logged(for_a_second, |lines, _| {
        Outcome::new(Vec::from_iter(lines.iter().map(|(_, word)| word)))
    })
}

fn if_(
    if_: &str,
    misconception: &'static str,
    program: impl AsyncFn(Log) + Copy + 'static,
) -> Alternative {
    Alternative::new(if_, misconception, move || said(program))
}

fn begun_by_spawn(did: &str, words: &'static str) -> Alternative {
    let if_ = format!("`spawn` {did}");
    Alternative::new(if_, "runs-to-its-first-await", move || Outcome::new(words))
}

// The programs as they would be if a misconception were true.

async fn uncalled(log: Log) {
    job(log).on_lane("job").await;
}

/// As if the await raised an exception after 100 ms, and the job had a `finally`.
async fn told(log: Log) {
    let job = async {
        let _guard = Guard(log.clone());
        log.say("begin");
        let _ = timeout(SOON, sleep(WORK)).await;
        tidy(&log).await;
    };
    job.on_lane("job").await;
}

async fn told_its_last_line(log: Log) {
    let job = async {
        let _guard = Guard(log.clone());
        log.say("begin");
        sleep(SOON).await;
        log.say("end");
        tidy(&log).await;
    };
    job.on_lane("job").await;
}

/// A job without a guard.
fn forgotten(limit: Duration) -> impl AsyncFn(Log) + Copy {
    async move |log: Log| {
        let job = async {
            log.say("begin");
            sleep(WORK).await;
            log.say("end");
            tidy(&log).await;
        };
        let _ = timeout(limit, job.on_lane("job")).await;
    }
}

/// `abort` returns only after `program` has ended.
fn aborted_after(program: impl AsyncFn(Log) + Copy) -> impl AsyncFn(Log) + Copy {
    async move |log: Log| {
        program(log.clone()).await;
        log.say("aborted");
    }
}

/// `abort` is called after 100 ms, and does not end `program`.
fn aborted_during(program: impl AsyncFn(Log) + Copy) -> impl AsyncFn(Log) + Copy {
    async move |log: Log| {
        let aborting = async {
            sleep(SOON).await;
            log.say("aborted");
        };
        join!(aborting, program(log.clone()));
    }
}
