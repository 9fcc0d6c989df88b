//! What a behavior needs from an executor, so that the same code can run on all three.
//!
//! Spawned futures are `Send`, because one of the three executors requires it. The future
//! of `block_on` need not be.

use std::time::Duration;

pub(crate) trait Executor: Sized {
    type Handle<T: Send + 'static>;

    /// A new executor, with a virtual clock if it has one.
    fn new() -> Self;

    /// A new executor, with the machine's clock.
    fn on_the_real_clock() -> Self;

    fn block_on<F: Future>(&self, future: F) -> F::Output;

    fn spawn<T: Send + 'static>(
        future: impl Future<Output = T> + Send + 'static,
    ) -> Self::Handle<T>;

    fn abort<T: Send + 'static>(handle: &Self::Handle<T>);

    fn join<T: Send + 'static>(
        handle: Self::Handle<T>,
    ) -> impl Future<Output = Result<T, NoOutput>>;

    fn sleep(duration: Duration) -> impl Future<Output = ()>;

    /// Lets other tasks go first, in the executor's own way.
    fn yield_now() -> impl Future<Output = ()> + Send;

    /// Returns the output of `future`, unless the time is up first.
    fn timeout<F: Future>(
        limit: Duration,
        future: F,
    ) -> impl Future<Output = Option<F::Output>>;

    /// How long `future` takes on the executor's clock.
    fn time(future: impl Future) -> impl Future<Output = Duration>;
}

/// Why a handle has no output.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoOutput {
    Cancelled,
    /// An error with this text.
    Panicked(String),
}
