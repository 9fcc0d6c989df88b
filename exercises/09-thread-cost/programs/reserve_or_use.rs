//! Four programs: a hundred threads, or a hundred tasks, that wait. When all of them
//! are waiting, `look` is called.

use super::Memory;
use std::{
    hint::black_box,
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};
use tokio::{runtime::Builder, time::sleep};

pub const COUNT: usize = 100;
pub const STACK: usize = 4 * MIB;
pub const DEEP: usize = 256 * 1024;
pub const MIB: usize = 1 << 20;
const HOUR: Duration = Duration::from_secs(3600);

/// Measures memory. It is called when all threads or tasks are waiting.
pub type Look = fn() -> Memory;

/// Uses 256 KiB of the caller's stack, and returns.
#[inline(never)]
fn go_deep() {
    let mut buffer = [1_u8; DEEP];
    black_box(&mut buffer);
}

/// Program 1: a hundred threads that wait.
pub fn resting_threads(look: Look) -> Memory {
    threads(|| {}, look)
}

/// Program 2: a hundred threads that make a deep call, return from it, and wait.
pub fn deep_threads(look: Look) -> Memory {
    threads(go_deep, look)
}

/// Program 3: a hundred tasks on one thread that make a deep call, return from it,
/// and wait.
pub fn deep_tasks(look: Look) -> Memory {
    async fn task() {
        go_deep();
        sleep(HOUR).await;
    }
    tasks(task, look)
}

/// Program 4: a hundred tasks on one thread. Each fills a buffer of 256 KiB, and
/// needs it again after the wait.
pub fn keeping_tasks(look: Look) -> Memory {
    async fn task() {
        let mut buffer = [1_u8; DEEP];
        black_box(&mut buffer);
        sleep(HOUR).await;
        black_box(&mut buffer);
    }
    tasks(task, look)
}

/// Starts the threads, calls `look` when all of them are waiting, and lets them
/// end.
fn threads(work: fn(), look: Look) -> Memory {
    let gate = Arc::new(Mutex::new(()));
    let closed = gate.lock();
    let (arrive, arrived) = mpsc::channel();
    let threads = [(); COUNT].map(|()| {
        let (arrive, gate) = (arrive.clone(), Arc::clone(&gate));
        let body = move || {
            work();
            arrive.send(()).expect("the test receives it");
            drop(gate.lock());
        };
        let thread = thread::Builder::new().stack_size(STACK);
        thread.spawn(body).expect("the system has room for a hundred threads")
    });
    arrived.iter().take(COUNT).count();
    let seen = look();
    drop(closed);
    for thread in threads {
        thread.join().expect("it only waits");
    }
    seen
}

/// Starts the tasks, calls `look` when all of them are waiting, and drops them.
fn tasks<T>(task: fn() -> T, look: Look) -> Memory
where
    T: Future<Output = ()> + Send + 'static,
{
    let mut runtime = Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build();
    runtime.expect("a runtime without sockets needs only memory").block_on(async {
        let tasks: Vec<_> = (0..COUNT).map(|_| tokio::spawn(task())).collect();
        // The paused clock advances only when all tasks are waiting.
        sleep(Duration::from_millis(1)).await;
        look()
    })
}
