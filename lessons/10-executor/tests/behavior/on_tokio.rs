//! tokio's runtimes: the current-thread runtime, with a paused clock, and the multi-thread
//! runtime.
//!
//! One implementation serves both, because they differ only in how they are built.

use crate::executors::{Executor, NoOutput};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, mpsc};
use std::{rc::Rc, thread, time::Duration};
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinHandle, LocalSet, spawn_local, yield_now};

/// Without workers, the thread that calls `block_on` polls all tasks.
pub(crate) struct Tokio<const WORKERS: usize>(Runtime);

pub(crate) type CurrentThread = Tokio<0>;
pub(crate) type MultiThread = Tokio<2>;

impl<const WORKERS: usize> Tokio<WORKERS> {
    const IS_CURRENT_THREAD: bool = WORKERS == 0;

    fn builder() -> Builder {
        let mut builder = if Self::IS_CURRENT_THREAD {
            Builder::new_current_thread()
        } else {
            Builder::new_multi_thread()
        };
        if !Self::IS_CURRENT_THREAD {
            builder.worker_threads(WORKERS);
        }
        builder.enable_time();
        builder
    }

    fn build(builder: &mut Builder) -> Self {
        Self(builder.build().expect("the system has threads and timers"))
    }
}

impl<const WORKERS: usize> Executor for Tokio<WORKERS> {
    type Handle<T: Send + 'static> = JoinHandle<T>;

    fn new() -> Self {
        Self::build(Self::builder().start_paused(Self::IS_CURRENT_THREAD))
    }

    fn on_the_real_clock() -> Self {
        Self::build(&mut Self::builder())
    }

    fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.0.block_on(future)
    }

    fn spawn<T: Send + 'static>(
        future: impl Future<Output = T> + Send + 'static,
    ) -> JoinHandle<T> {
        tokio::spawn(future)
    }

    fn abort<T: Send + 'static>(handle: &JoinHandle<T>) {
        handle.abort();
    }

    async fn join<T: Send + 'static>(handle: JoinHandle<T>) -> Result<T, NoOutput> {
        handle.await.map_err(|error| {
            if error.is_panic() {
                NoOutput::Panicked(error.to_string())
            } else {
                NoOutput::Cancelled
            }
        })
    }

    fn sleep(duration: Duration) -> impl Future<Output = ()> {
        tokio::time::sleep(duration)
    }

    fn yield_now() -> impl Future<Output = ()> + Send {
        yield_now()
    }

    async fn timeout<F: Future>(limit: Duration, future: F) -> Option<F::Output> {
        tokio::time::timeout(limit, future).await.ok()
    }

    async fn time(future: impl Future) -> Duration {
        let start = tokio::time::Instant::now();
        future.await;
        start.elapsed()
    }
}

/// `tokio::spawn` requires `Send` on every runtime, so this compiles only with
/// `spawn_local`.
pub(crate) fn holds_an_rc<const WORKERS: usize>() -> String {
    let runtime = Tokio::<WORKERS>::new();
    let task = || {
        let number = Rc::new(7);
        spawn_local(async move {
            yield_now().await;
            *number
        })
    };
    let alone = || runtime.block_on(async { task().await });
    let alone = catch_unwind(AssertUnwindSafe(alone));
    let in_a_set =
        runtime.block_on(LocalSet::new().run_until(async { task().await }));
    match (alone, in_a_set) {
        (Ok(_), _) => "runs",
        (Err(_), Ok(7)) => "needs a `LocalSet`",
        _ => "fails",
    }
    .into()
}

/// Only another thread can wake the task here. That thread does so when the runtime
/// parks because there is nothing to do.
pub(crate) fn all_wait<const WORKERS: usize>() -> String {
    let (wake, woken) = tokio::sync::oneshot::channel::<()>();
    let (parks, parked) = mpsc::channel();
    let is_waiting = Arc::new(AtomicBool::new(false));
    let mut builder = Tokio::<WORKERS>::builder();
    let (has_polled, parks) = (Arc::clone(&is_waiting), Mutex::new(parks));
    builder.start_paused(Tokio::<WORKERS>::IS_CURRENT_THREAD).on_thread_park(
        move || {
            if has_polled.load(SeqCst) {
                let parks =
                    parks.lock().expect("no thread panics while it holds the lock");
                // The other thread receives only once.
                let _ = parks.send(());
            }
        },
    );
    let runtime = Tokio::<WORKERS>::build(&mut builder);
    let other = thread::spawn(move || {
        parked.recv().expect("a worker parks");
        wake.send(()).is_ok()
    });
    let answer = runtime.block_on(async {
        let task = tokio::spawn(async move {
            is_waiting.store(true, SeqCst);
            woken.await
        });
        task.await
    });
    let has_waited = other.join().expect("the other thread only wakes");
    match answer {
        Ok(Ok(())) if has_waited => {
            "sleeps until another thread wakes a task".into()
        }
        answer => format!("{answer:?}"),
    }
}

pub(crate) fn has_a_virtual_clock() -> String {
    let pause = || MultiThread::new().block_on(async { tokio::time::pause() });
    if catch_unwind(pause).is_err() {
        "it has none: `pause` panics"
    } else {
        "it has one"
    }
    .into()
}
