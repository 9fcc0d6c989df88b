//! Seven futures to measure. The check measures them again and compares.

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

#[expect(dropping_copy_types, reason = "its effect is the question")]
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

// The functions to measure end here. The rest of the file is the check.

#[test]
fn sleeps_is_measured() {
    judge("sleeps", found().sleeps, of(sleeps()), 0, None);
}

#[test]
fn keeps_is_measured() {
    judge(
        "keeps",
        found().keeps,
        of(keeps()),
        of(sleeps()),
        "a-task-weighs-nothing",
    );
}

#[test]
fn lets_go_is_measured() {
    let keeps = of(keeps());
    judge("lets_go", found().lets_go, of(lets_go()), keeps, "all-locals-are-kept");
}

#[test]
fn drops_is_measured() {
    judge("drops", found().drops, of(drops()), of(sleeps()), "drop-makes-room");
}

#[test]
fn boxes_is_measured_with_its_box() {
    let boxes = of(boxes()) + BUFFER;
    judge("boxes", found().boxes, boxes, of(sleeps()), "small-is-light");
}

#[test]
fn in_turn_is_measured() {
    judge(
        "in_turn",
        found().in_turn,
        of(in_turn()),
        2 * of(keeps()),
        "awaits-add-up",
    );
}

#[test]
fn together_is_measured() {
    let (both, one) = (of(together()), of(keeps()));
    judge("together", found().together, both, one, "joined-share-a-place");
}

fn of<F: Future>(_: F) -> usize {
    size_of::<F>()
}

/// Called once, while nothing else runs, because the learner's code may measure the
/// memory of the whole process.
fn found() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(weigh)
}

/// If the weight is close to `mistaken`, the misconception explains it.
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
        "0 bytes is the size of a function that was not called, or not measured"
    );
    // Both types are pointers, and a pointer's size is never the right answer.
    let handles = [size_of::<JoinHandle<()>>(), size_of::<&Weights>()];
    ensure!(
        given,
        near(weight, truth) || !handles.contains(&weight),
        "a-handle-weighs-its-task",
        "{weight} bytes is the size of a pointer"
    );
    let misconception = misconception.into().filter(|_| near(weight, mistaken));
    let much = if weight < truth { "little" } else { "much" };
    let measured = format!("your answer is {weight} bytes, which is too {much}");
    ensure!(given, near(weight, truth), misconception, "{measured}");
}

/// The 512 bytes leave room for what a runtime adds.
fn near(weight: usize, truth: usize) -> bool {
    (truth * 85 / 100..=truth * 115 / 100 + 512).contains(&weight)
}
