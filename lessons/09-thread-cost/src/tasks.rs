//! Tasks that wait, and how much memory they take.
//!
//! Their clock is virtual. It jumps when all of them wait, so an hour passes in no
//! time.

use crate::memory::Memory;
use stage::say;
use std::{collections::HashSet, env, thread, time::Duration};
use tokio::{
    runtime::{Builder, Handle},
    task::JoinHandle,
};

use std::hint::black_box;
use tokio::time::sleep;

const HOUR: Duration = Duration::from_secs(3600);
const KIB: usize = 1 << 10;

pub(crate) fn what_they_take() {
    say!("future that sleeps            {:>5} B", size_of_val(&sleeps()));
    say!("with 4 KiB across the wait    {:>5} B", size_of_val(&keeps()));
    say!("with 4 KiB before the wait    {:>5} B", size_of_val(&lets_go()));
    say!("with 4 KiB and a drop() of it {:>5} B", size_of_val(&drops()));
    say!("with 4 KiB in a box           {:>5} B", size_of_val(&boxes()));
    say!("that awaits two in turn       {:>5} B", size_of_val(&in_turn()));
    say!("that joins two                {:>5} B", size_of_val(&together()));
    say!("handle of any task            {:>5} B", size_of::<JoinHandle<()>>());

    let mut runtime = Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build();
    let runtime = runtime.expect("a runtime without sockets needs only memory");
    runtime.block_on(many(asked_for()));
}

async fn sleeps() {
    sleep(HOUR).await;
}

async fn keeps() {
    let buffer = [1_u8; 4 * KIB];
    sleep(HOUR).await;
    black_box(&buffer);
}

async fn lets_go() {
    go_deep();
    sleep(HOUR).await;
}

/// `drop` receives a copy of the array. The variable keeps its space until the end of
/// its block.
#[expect(dropping_copy_types, reason = "the story shows that it frees no space")]
async fn drops() {
    let buffer = [1_u8; 4 * KIB];
    black_box(&buffer);
    drop(buffer);
    sleep(HOUR).await;
}

async fn boxes() {
    let buffer = Box::new([1_u8; 4 * KIB]);
    sleep(HOUR).await;
    black_box(&buffer);
}

async fn in_turn() {
    keeps().await;
    keeps().await;
}

async fn together() {
    tokio::join!(keeps(), keeps());
}

/// Needs 4 KiB of the stack on which it is called, and returns.
fn go_deep() {
    let mut buffer = [1_u8; 4 * KIB];
    black_box(&mut buffer);
}

/// Starts `count` tasks, and measures their memory while all of them sleep.
async fn many(count: usize) {
    let before = Memory::now();
    let start = || {
        tokio::spawn(async {
            sleeps().await;
            thread::current().id()
        })
    };
    let tasks: Vec<_> = (0..count).map(|_| start()).collect();
    // The paused clock advances only when all tasks wait, and then this sleep ends.
    sleep(Duration::from_millis(1)).await;
    let after = Memory::now();
    let alive = Handle::current().metrics().num_alive_tasks();

    let mut threads = HashSet::new();
    for task in tasks {
        threads.insert(task.await.expect("a sleep does not panic"));
    }
    say!(
        "tasks asleep at once {alive} and threads that served them {}",
        threads.len()
    );
    let (Some(before), Some(after)) = (before, after) else {
        return say!("this system does not say how much memory they take");
    };
    let each = after.since(before, count).touched;
    let all = after.since(before, 1).touched.div_ceil(KIB as u64 * KIB as u64);
    say!("each touches about {each} B with its handle, and all together {all} MiB");
}

/// The number of tasks: `TASKS` in the environment, or a hundred thousand.
fn asked_for() -> usize {
    let asked = env::var("TASKS").ok();
    asked.map_or(100_000, |it| it.parse().expect("TASKS is a number"))
}
