//! Five programs to predict. How long they take is found out by running them.

#[path = "../sum_or_max.rs"]
mod sum_or_max;

use probe::{Observed, OnLane, observe, reject, thread};
use std::{collections::VecDeque, time::Duration};
use sum_or_max::{A_TASK_EACH, ALL_BLOCK, IN_PAIRS, ONE_BLOCKS, ONE_BY_ONE};
use tokio::{join, task::JoinSet, time::sleep};

const A: Page = Page { name: 'A', millis: 200 };
const B: Page = Page { name: 'B', millis: 100 };
const C: Page = Page { name: 'C', millis: 500 };
const D: Page = Page { name: 'D', millis: 100 };
const E: Page = Page { name: 'E', millis: 100 };
const PAGES: [Page; 5] = [A, B, C, D, E];

async fn one_by_one() {
    for page in PAGES {
        fetch(page).await;
    }
}

async fn a_task_each() {
    let mut tasks = JoinSet::new();
    for page in PAGES {
        tasks.spawn(fetch(page));
    }
    tasks.join_all().await;
}

async fn all_block() {
    let mut tasks = JoinSet::new();
    for page in PAGES {
        tasks.spawn(fetch_blocking(page));
    }
    tasks.join_all().await;
}

async fn one_blocks() {
    join!(fetch_blocking(A), fetch(B), fetch(C), fetch(D), fetch(E));
}

async fn in_pairs() {
    join!(fetch(A), fetch(B));
    join!(fetch(C), fetch(D));
    fetch(E).await;
}

async fn fetch(page: Page) {
    let wait = sleep(Duration::from_millis(page.millis));
    wait.on_lane(format!("page {}", page.name)).await;
}

async fn fetch_blocking(page: Page) {
    let block = async { thread::sleep(Duration::from_millis(page.millis)) };
    block.on_lane(format!("page {}", page.name)).await;
}

#[derive(Clone, Copy)]
struct Page {
    name: char,
    millis: u64,
}

// Here end the programs to read. What follows runs them and compares.

#[test]
fn one_by_one_is_predicted() {
    let mixed_up =
        [if_("all were under way together", "awaits-in-sequence", together())];
    judge("one_by_one", ONE_BY_ONE, one_by_one(), &mixed_up);
}

#[test]
fn a_task_each_is_predicted() {
    let mixed_up = [if_("they waited in turn", "one-thread-one-wait", one_by_one())];
    judge("a_task_each", A_TASK_EACH, a_task_each(), &mixed_up);
}

#[test]
fn all_blocking_is_predicted() {
    // Who lets the block in a `join!` cost its time thinks of threads only for tasks.
    let only_tasks =
        ONE_BLOCKS.is_some_and(|guess| guess != took(&observe(together())));
    let mixed_up = [if only_tasks {
        if_("each task had a thread of its own", "each-has-a-thread", together())
    } else {
        if_("the client waited where it blocks", "blocking-is-waiting", together())
    }];
    judge("all_block", ALL_BLOCK, all_block(), &mixed_up);
}

#[test]
fn one_blocking_is_predicted() {
    // Who lets blocking tasks add up knows that a block is no wait.
    let knows_blocks =
        ALL_BLOCK.is_some_and(|guess| guess != took(&observe(together())));
    let unhindered = if knows_blocks {
        if_("all had sent their requests before", "all-are-sent-first", together())
    } else {
        if_("the client waited where it blocks", "blocking-is-waiting", together())
    };
    // Who lets plain waits add up as well does not think of the block.
    let waits_add_up = A_TASK_EACH == Some(took(&observe(one_by_one())));
    let in_turn = if waits_add_up {
        if_("they waited in turn", "one-thread-one-wait", one_by_one())
    } else {
        if_(
            "all went one by one from then on",
            "one-block-makes-a-queue",
            one_by_one(),
        )
    };
    judge("one_blocks", ONE_BLOCKS, one_blocks(), &[unhindered, in_turn]);
}

#[test]
fn pairs_are_predicted() {
    let mixed_up = [
        if_(
            "a free place was filled at once",
            "a-free-place-is-filled",
            two_at_a_time(),
        ),
        if_("they waited in turn", "one-thread-one-wait", one_by_one()),
        if_("all were under way together", "awaits-in-sequence", together()),
    ];
    judge("in_pairs", IN_PAIRS, in_pairs(), &mixed_up);
}

/// Compares a guess with the program that it is about. A wrong guess is looked up
/// among the programs that would take so long: each stands for the belief that mixes
/// them up. A guess that is nobody's learns the truth.
#[track_caller]
fn judge(
    name: &str,
    guess: Option<u64>,
    program: impl Future<Output = ()> + 'static,
    mixed_up: &[MixedUp],
) {
    let Some(guess) = guess else {
        reject(None, format!("{name}: you have not guessed its time yet"))
    };
    let observed = observe(program);
    let truth = took(&observed);
    if guess == truth {
        return;
    }
    if let Some(other) = mixed_up.iter().find(|it| took(&it.observed) == guess) {
        let measured = format!(
            "{name}: you guess {guess} ms, and that is not it. So it would be if {}:",
            other.if_
        );
        other.observed.reject(other.belief, measured);
    }
    let first = first_wrong();
    if name == first {
        let measured = format!("{name}: you guess {guess} ms; it takes {truth} ms:");
        observed.reject(None, measured);
    }
    let measured = format!("{name}: you guess {guess} ms, and that is not it");
    reject(None, format!("{measured}. Begin with {first}"))
}

/// A program that somebody may take for another.
struct MixedUp {
    if_: &'static str,
    belief: &'static str,
    observed: Observed<()>,
}

fn if_(
    if_: &'static str,
    belief: &'static str,
    program: impl Future<Output = ()> + 'static,
) -> MixedUp {
    MixedUp { if_, belief, observed: observe(program) }
}

/// The first program whose guess is not right: the truth is told of this one only, so
/// that there is something left to find out.
fn first_wrong() -> &'static str {
    let all = [
        ("one_by_one", ONE_BY_ONE, observe(one_by_one())),
        ("a_task_each", A_TASK_EACH, observe(a_task_each())),
        ("all_block", ALL_BLOCK, observe(all_block())),
        ("one_blocks", ONE_BLOCKS, observe(one_blocks())),
        ("in_pairs", IN_PAIRS, observe(in_pairs())),
    ];
    let mut wrong = all.iter().filter(|(_, guess, it)| *guess != Some(took(it)));
    wrong.next().map_or("", |(name, ..)| name)
}

fn took(observed: &Observed<()>) -> u64 {
    observed.output(None);
    observed.took.as_millis() as u64
}

/// What the programs would be if this or that were true.
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
