//! Do more workers keep a timer on time when a task blocks?
//!
//! All workers share one timer driver. When they are idle, one of them sleeps *in*
//! the driver until the next deadline, and the others sleep until they are woken. At
//! 20 ms, the worker in the driver wakes up and runs the task that is due, and that
//! task blocks it. No other task was ready, so no other worker was woken to watch
//! the clock.

use stage::say;
use std::time::{Duration, Instant};
use tokio::{runtime::Builder, time::sleep};

const DUE: Duration = Duration::from_millis(50);
const BEFORE_BLOCKING: Duration = Duration::from_millis(20);
const BLOCK: Duration = Duration::from_millis(200);

pub(crate) fn a_timer_among_many() {
    for workers in [1, 2, 4, 8] {
        let late = fired(workers).as_secs_f64() * 1000.0;
        let rounded = (late / 50.0).round() * 50.0;
        say!("workers {workers}: a timer due at 50 ms fired at about {rounded} ms");
    }
}

/// Returns the time at which the timer that was due at 50 ms fired.
fn fired(workers: usize) -> Duration {
    let mut runtime = Builder::new_multi_thread();
    let runtime = runtime.worker_threads(workers).enable_time().build();
    let runtime = runtime.expect("the system has room for a few threads");
    let timer = runtime.spawn(async {
        let start = Instant::now();
        sleep(DUE).await;
        start.elapsed()
    });
    let blocker = runtime.spawn(async {
        sleep(BEFORE_BLOCKING).await;
        std::thread::sleep(BLOCK);
    });
    runtime.block_on(async {
        let fired = timer.await.expect("a timer does not panic");
        blocker.await.expect("the blocker does not panic");
        fired
    })
}
