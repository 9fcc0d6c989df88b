//! How many threads poll each task, on a single-threaded runtime and with four
//! workers.

use stage::say;
use std::{collections::HashSet, thread};
use tokio::{
    runtime::{Builder, Runtime},
    task::{JoinSet, yield_now},
};

const TASKS: usize = 50;

pub(crate) fn fifty_tasks() {
    tell("current thread", Builder::new_current_thread().build());
    tell("4 workers", Builder::new_multi_thread().worker_threads(4).build());
}

fn tell(name: &str, runtime: std::io::Result<Runtime>) {
    let runtime = runtime.expect("the system has room for a few threads");
    let moved = runtime.block_on(async {
        let mut tasks: JoinSet<_> = (0..TASKS).map(|_| threads_of_one()).collect();
        let mut moved = 0;
        while let Some(threads) = tasks.join_next().await {
            moved += usize::from(threads.expect("counting does not panic") > 1);
        }
        moved
    });
    say!("{name}: of {TASKS} tasks, {moved} were polled by several threads");
}

/// Returns how many threads polled this task.
async fn threads_of_one() -> usize {
    let mut threads = HashSet::new();
    for _ in 0..1000 {
        threads.insert(thread::current().id());
        yield_now().await;
    }
    threads.len()
}
