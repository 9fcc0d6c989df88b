//! Seven futures to weigh. What they weigh is found out by weighing them again.

#[path = "../weigh.rs"]
mod weigh;

use probe::reject;
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

/// What a measurement may be off: half a KiB is room for what a runtime adds.
const NEAR: usize = 512;

#[test]
fn the_one_that_sleeps_is_weighed() {
    judge("sleeps", |it| it.sleeps, size_of_val(&sleeps()), |_| None);
}

#[test]
fn the_one_that_keeps_a_buffer_is_weighed() {
    judge(
        "keeps",
        |it| it.keeps,
        size_of_val(&keeps()),
        |weight| small(weight).then_some("a-task-weighs-nothing"),
    );
}

#[test]
fn the_one_that_lets_go_of_its_buffer_is_weighed() {
    judge(
        "lets_go",
        |it| it.lets_go,
        size_of_val(&lets_go()),
        |weight| {
            near(weight, size_of_val(&keeps())).then_some("all-locals-are-kept")
        },
    );
}

#[test]
fn the_one_that_drops_its_buffer_is_weighed() {
    judge(
        "drops",
        |it| it.drops,
        size_of_val(&drops()),
        |weight| small(weight).then_some("drop-makes-room"),
    );
}

#[test]
fn the_one_with_a_box_is_weighed() {
    judge(
        "boxes",
        |it| it.boxes,
        size_of_val(&boxes()) + BUFFER,
        |weight| small(weight).then_some("small-is-light"),
    );
}

#[test]
fn the_one_that_awaits_two_in_turn_is_weighed() {
    judge(
        "in_turn",
        |it| it.in_turn,
        size_of_val(&in_turn()),
        |weight| near(weight, 2 * size_of_val(&keeps())).then_some("awaits-add-up"),
    );
}

#[test]
fn the_one_that_joins_two_is_weighed() {
    judge(
        "together",
        |it| it.together,
        size_of_val(&together()),
        |weight| {
            near(weight, size_of_val(&keeps())).then_some("joined-share-a-place")
        },
    );
}

/// Found once, and while nothing else goes on: a program may measure the memory of the
/// whole process.
static WEIGHTS: OnceLock<Weights> = OnceLock::new();

#[track_caller]
fn judge(
    name: &str,
    of: fn(&Weights) -> usize,
    truth: usize,
    belief: impl FnOnce(usize) -> Option<&'static str>,
) {
    let weight = of(WEIGHTS.get_or_init(weigh));
    if near(weight, truth) {
        return;
    }
    if weight == 0 {
        let measured = "0 bytes is what a function weighs that nobody has called, or \
                        what nobody has weighed";
        reject(None, format!("{name}: {measured}."));
    }
    // Each is a pointer, and a pointer is mostly what stands here by mistake.
    if weight == size_of::<JoinHandle<()>>() || weight == size_of::<&Weights>() {
        let measured = format!("{name}: {weight} bytes is what a pointer weighs.");
        reject("a-handle-weighs-its-task", measured);
    }
    let much = if weight < truth { "little" } else { "much" };
    let measured =
        format!("{name}: you find {weight} bytes, and that is too {much}.");
    reject(belief(weight), measured);
}

fn near(weight: usize, truth: usize) -> bool {
    (truth * 85 / 100..=truth * 115 / 100 + NEAR).contains(&weight)
}

/// As if there were no buffer.
fn small(weight: usize) -> bool {
    near(weight, size_of_val(&sleeps()))
}
