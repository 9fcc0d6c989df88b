//! The loop of this lesson.

use crate::executors::{Executor, NoOutput};
use executor::{Deadlock, JoinError, JoinHandle};
use std::{future::pending, rc::Rc, time::Duration};

pub(crate) struct Ours {
    is_virtual: bool,
}

impl Executor for Ours {
    type Handle<T: Send + 'static> = JoinHandle<T>;

    fn new() -> Self {
        Self { is_virtual: true }
    }

    fn on_the_real_clock() -> Self {
        Self { is_virtual: false }
    }

    fn block_on<F: Future>(&self, future: F) -> F::Output {
        if self.is_virtual {
            executor::block_on_virtual(future).expect("each behavior ends")
        } else {
            executor::block_on(future)
        }
    }

    fn spawn<T: Send + 'static>(
        future: impl Future<Output = T> + Send + 'static,
    ) -> JoinHandle<T> {
        executor::spawn(future)
    }

    fn abort<T: Send + 'static>(handle: &JoinHandle<T>) {
        handle.abort();
    }

    async fn join<T: Send + 'static>(handle: JoinHandle<T>) -> Result<T, NoOutput> {
        handle.await.map_err(|error| match error {
            JoinError::Cancelled => NoOutput::Cancelled,
            JoinError::Panicked(_) => NoOutput::Panicked(error.to_string()),
        })
    }

    fn sleep(duration: Duration) -> impl Future<Output = ()> {
        executor::sleep(duration)
    }

    fn yield_now() -> impl Future<Output = ()> + Send {
        executor::yield_now()
    }

    async fn timeout<F: Future>(limit: Duration, future: F) -> Option<F::Output> {
        executor::timeout(limit, future).await.ok()
    }

    async fn time(future: impl Future) -> Duration {
        let start = executor::elapsed();
        future.await;
        executor::elapsed() - start
    }
}

pub(crate) fn holds_an_rc() -> String {
    Ours::new().block_on(async {
        let number = Rc::new(7);
        let task = executor::spawn({
            let number = Rc::clone(&number);
            async move {
                executor::yield_now().await;
                *number
            }
        });
        if task.await.is_ok_and(|it| it == *number) { "runs" } else { "fails" }
            .into()
    })
}

pub(crate) fn all_wait() -> String {
    let all_wait = async { executor::spawn(pending::<()>()).await };
    let Err(Deadlock { waiting }) = executor::block_on_virtual(all_wait) else {
        return "an output".into();
    };
    let are_of_here = waiting.iter().all(|(_, spawned)| spawned.file() == file!());
    match (waiting.len(), are_of_here) {
        (2, true) => {
            "returns an error that lists both tasks, on the virtual clock".into()
        }
        _ => format!("{waiting:?}"),
    }
}
