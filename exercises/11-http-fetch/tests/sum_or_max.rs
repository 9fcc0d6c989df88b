//! The learner predicts the times of five programs, in milliseconds.

#[path = "../programs/sum_or_max.rs"]
mod programs;
#[path = "../sum_or_max.rs"]
mod sum_or_max;

use probe::predict::{Alternative, Column, Outcome, Sheet};
use programs::*;
use std::collections::VecDeque;
use sum_or_max::*;
use tokio::{join, task::JoinSet};

#[test]
fn one_by_one_is_predicted() {
    let at_once =
        at_once("all pages were fetched at the same time", "awaits-in-sequence");
    sheet().judge("one_by_one", [at_once]);
}

#[test]
fn a_task_each_is_predicted() {
    let in_turn =
        in_turn("the pages were fetched one after the other", "one-thread-one-wait");
    sheet().judge("a_task_each", [in_turn]);
}

#[test]
fn all_blocking_is_predicted() {
    // A learner who counts the blocking call under `join!`, but not in tasks,
    // believes that each task has its own thread.
    let at_once = match is_hindered("one_blocks", ONE_BLOCKS) {
        true => at_once("each task had its own thread", "each-has-a-thread"),
        false => at_once(
            "the blocking client gave its thread back",
            "blocking-is-waiting",
        ),
    };
    sheet().judge("all_block", [at_once]);
}

#[test]
fn one_blocking_is_predicted() {
    // A learner who adds up the times of blocking tasks knows that blocking holds the
    // thread.
    let unhindered = match is_hindered("all_block", ALL_BLOCK) {
        true => at_once(
            "all requests were sent before the first one blocks",
            "all-are-sent-first",
        ),
        false => at_once(
            "the blocking client gave its thread back",
            "blocking-is-waiting",
        ),
    };
    // A learner who also adds up the times of plain waits isn't thinking of the
    // blocking call.
    let queue = match sheet().says("a_task_each", "time", millis(one_by_one())) {
        true => in_turn(
            "the pages were fetched one after the other",
            "one-thread-one-wait",
        ),
        false => in_turn(
            "all pages after it were fetched one after the other",
            "one-block-makes-a-queue",
        ),
    };
    sheet().judge("one_blocks", [unhindered, queue]);
}

#[test]
fn pairs_are_predicted() {
    let refilled = Alternative::new(
        "the next page started as soon as one was there",
        "a-free-place-is-filled",
        || millis(two_at_a_time()),
    );
    let at_once =
        at_once("all pages were fetched at the same time", "awaits-in-sequence");
    // A learner who doesn't add up the times of tasks isn't thinking of the thread.
    let adds_up = sheet().says("a_task_each", "time", millis(one_by_one()));
    let in_turn = adds_up.then(|| {
        in_turn("the pages were fetched one after the other", "one-thread-one-wait")
    });
    sheet().judge("in_pairs", [refilled, at_once].into_iter().chain(in_turn));
}

fn sheet() -> Sheet {
    Sheet::new([Column::value("time", "it takes", "ms")])
        .question("one_by_one", ONE_BY_ONE, || millis(one_by_one()))
        .question("a_task_each", A_TASK_EACH, || millis(a_task_each()))
        .question("all_block", ALL_BLOCK, || millis(all_block()))
        .question("one_blocks", ONE_BLOCKS, || millis(one_blocks()))
        .question("in_pairs", IN_PAIRS, || millis(in_pairs()))
}

/// Whether the guess says that other pages wait for the blocking client.
fn is_hindered(program: &str, guess: Option<u64>) -> bool {
    guess.is_some() && !sheet().says(program, "time", millis(together()))
}

fn millis(program: impl Future<Output = ()> + 'static) -> Outcome {
    Outcome::of(program, |_, took| Outcome::new(took.as_millis() as u64))
}

fn at_once(if_: &str, misconception: &'static str) -> Alternative {
    Alternative::new(if_, misconception, || millis(together()))
}

fn in_turn(if_: &str, misconception: &'static str) -> Alternative {
    Alternative::new(if_, misconception, || millis(one_by_one()))
}

// The programs as they would be if a misconception were true.

async fn together() {
    join!(fetch(A), fetch(B), fetch(C), fetch(D), fetch(E));
}

async fn two_at_a_time() {
    let mut pages = VecDeque::from(PAGES);
    let mut tasks = JoinSet::new();
    while !pages.is_empty() || !tasks.is_empty() {
        while tasks.len() < 2
            && let Some(page) = pages.pop_front()
        {
            tasks.spawn(fetch(page));
        }
        tasks.join_next().await;
    }
}
