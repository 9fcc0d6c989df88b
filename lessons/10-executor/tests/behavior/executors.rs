//! What a behavior needs of an executor, so that one text of it runs on each.
//!
//! What is spawned is `Send`, since one of the three asks for it. The future of
//! `block_on` need not be.

use std::time::Duration;

pub(crate) trait Executor: Sized {
    type Handle<T: Send + 'static>;

    /// One that is new, on its virtual clock if it has one.
    fn new() -> Self;

    /// One that is new, on the machine's clock.
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

    /// The output, if it comes in time.
    fn timeout<F: Future>(
        limit: Duration,
        future: F,
    ) -> impl Future<Output = Option<F::Output>>;

    /// How long `future` takes on the executor's clock.
    fn time(future: impl Future) -> impl Future<Output = Duration>;
}

/// Why a handle has none.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoOutput {
    Cancelled,
    Panicked,
}
