//! What a figure may ask of a loop, and who can do it.
//!
//! A figure is written once, for every loop that has what it takes; the compiler makes a
//! program of its own of it for each.

mod async_executor;
pub(crate) mod asyncio;
mod local_pool;
mod monoio;
mod ours;
mod tokio;

pub(crate) use self::{
    async_executor::AsyncExecutor,
    local_pool::LocalPool,
    monoio::Monoio,
    ours::Ours,
    tokio::{Tokio, TokioYieldNow},
};
use std::{future::poll_fn, mem, net::SocketAddr, task::Poll, time::Duration};

/// The columns of the table, in their order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Peer {
    Ours,
    Tokio,
    Monoio,
    AsyncExecutor,
    LocalPool,
    Asyncio,
}

/// A loop on one thread.
pub(crate) trait EventLoop: 'static {
    /// Runs `future` on a loop made for it.
    fn block_on<F: Future>(future: F) -> F::Output;

    /// A task, and its output; a panic in it goes on here.
    fn spawn<T: 'static>(
        future: impl Future<Output = T> + 'static,
    ) -> impl Future<Output = T> + 'static;

    /// Runs `future` on a loop made for it, as a task: what only `block_on` waits for is not
    /// what loops are fast at.
    fn run<T: 'static>(future: impl Future<Output = T> + 'static) -> T {
        Self::block_on(async { Self::spawn(future).await })
    }

    /// Lets the other tasks go first.
    fn yield_now() -> impl Future<Output = ()> {
        wake_oneself()
    }
}

/// A yield that runs on any loop, and all that most of them have.
pub(crate) fn wake_oneself() -> impl Future<Output = ()> {
    let mut has_yielded = false;
    poll_fn(move |cx| {
        if mem::replace(&mut has_yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
}

pub(crate) trait Timers: EventLoop {
    type Sleep: Future<Output = ()> + 'static;

    fn sleep(duration: Duration) -> Self::Sleep;
}

pub(crate) trait VirtualTime: Timers {
    /// How much later than due a sleep may be over, when nothing runs.
    const TICK: Duration;

    /// Runs `future` on a clock that jumps.
    fn block_on_virtual<F: Future>(future: F) -> F::Output;

    /// How long the loop has been running, on that clock.
    fn elapsed() -> Duration;
}

/// TCP. Buffers are handed over and come back, as one of the loops wants it so.
pub(crate) trait Sockets: EventLoop {
    type Listener: 'static;
    type Stream: 'static;

    fn listen() -> impl Future<Output = (Self::Listener, SocketAddr)>;

    async fn accept(listener: &Self::Listener) -> Self::Stream;

    async fn connect(address: SocketAddr) -> Self::Stream;

    /// Reads into the buffer; how many bytes came.
    async fn read(stream: &mut Self::Stream, buffer: Vec<u8>) -> (Vec<u8>, usize);

    /// Writes so many bytes of the buffer.
    async fn write(
        stream: &mut Self::Stream,
        buffer: Vec<u8>,
        count: usize,
    ) -> Vec<u8>;
}
