//! Seven futures to weigh. What is true of them is found out by weighing them again.

#[path = "../weigh.rs"]
mod weigh;

use probe::{Given, ensure};
use std::{hint::black_box, sync::OnceLock, time::Duration};
use tokio::{join, task::JoinHandle, time::sleep};
use weigh::{Weights, weigh};

const BUFFER: usize = 16 * 1024;
const HOUR: Duration = Duration::from_secs(3600);

async fn sleeps() {
    sleep(HOUR).await;
}

async fn keeps() {
    let buffer = [1_u8; BUFFER];
    sleep(HOUR).await;
    black_box(&buffer);
}

async fn lets_go() {
    {
        let buffer = [1_u8; BUFFER];
        black_box(&buffer);
    }
    sleep(HOUR).await;
}

#[expect(dropping_copy_types, reason = "what comes of it is asked")]
async fn drops() {
    let buffer = [1_u8; BUFFER];
    black_box(&buffer);
    drop(buffer);
    sleep(HOUR).await;
}

async fn boxes() {
    let buffer = Box::new([1_u8; BUFFER]);
    sleep(HOUR).await;
    black_box(&buffer);
}

async fn in_turn() {
    keeps().await;
    keeps().await;
}

async fn together() {
    join!(keeps(), keeps());
}

// Here end the functions to weigh. What follows weighs them and compares.

#[test]
fn the_one_that_sleeps_is_weighed() {
    judge("sleeps", found().sleeps, of(sleeps()), 0, None);
}

#[test]
fn the_one_that_keeps_a_buffer_is_weighed() {
    judge(
        "keeps",
        found().keeps,
        of(keeps()),
        of(sleeps()),
        "a-task-weighs-nothing",
    );
}

#[test]
fn the_one_that_lets_go_of_its_buffer_is_weighed() {
    let keeps = of(keeps());
    judge("lets_go", found().lets_go, of(lets_go()), keeps, "all-locals-are-kept");
}

#[test]
fn the_one_that_drops_its_buffer_is_weighed() {
    judge("drops", found().drops, of(drops()), of(sleeps()), "drop-makes-room");
}

#[test]
fn the_one_with_a_box_is_weighed() {
    let boxes = of(boxes()) + BUFFER;
    judge("boxes", found().boxes, boxes, of(sleeps()), "small-is-light");
}

#[test]
fn the_one_that_awaits_two_in_turn_is_weighed() {
    judge(
        "in_turn",
        found().in_turn,
        of(in_turn()),
        2 * of(keeps()),
        "awaits-add-up",
    );
}

#[test]
fn the_one_that_joins_two_is_weighed() {
    let (both, one) = (of(together()), of(keeps()));
    judge("together", found().together, both, one, "joined-share-a-place");
}

fn of<F: Future>(_: F) -> usize {
    size_of::<F>()
}

/// Found once, and while nothing else goes on: a program may measure the memory of
/// the whole process.
fn found() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(weigh)
}

/// A weight near `mistaken` is explained by the misconception.
#[track_caller]
fn judge<'a>(
    name: &str,
    weight: usize,
    truth: usize,
    mistaken: usize,
    misconception: impl Into<Option<&'a str>>,
) {
    let given = Given::new(format!("`{name}`"));
    ensure!(
        given,
        weight != 0,
        None,
        "0 bytes is the weight of a function that was not called, or not weighed"
    );
    // Each is a pointer, and a pointer is mostly a mistake here.
    let handles = [size_of::<JoinHandle<()>>(), size_of::<&Weights>()];
    ensure!(
        given,
        near(weight, truth) || !handles.contains(&weight),
        "a-handle-weighs-its-task",
        "{weight} bytes is what a pointer weighs"
    );
    let misconception = misconception.into().filter(|_| near(weight, mistaken));
    let much = if weight < truth { "little" } else { "much" };
    let measured = format!("you find {weight} bytes, and that is too {much}");
    ensure!(given, near(weight, truth), misconception, "{measured}");
}

/// Half a KiB is room for what a runtime adds.
fn near(weight: usize, truth: usize) -> bool {
    (truth * 85 / 100..=truth * 115 / 100 + 512).contains(&weight)
}
