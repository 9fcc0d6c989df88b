//! What a figure may require of a loop, and which loops can do it.
//!
//! A figure is written once, for every loop that has the traits it needs. The compiler makes a
//! separate program for each loop.

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

/// The columns of the table, in order.
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
    /// Runs `future` on a new loop.
    fn block_on<F: Future>(future: F) -> F::Output;

    /// Spawns a task and returns a future of its output. If the task panics, so does
    /// that future.
    fn spawn<T: 'static>(
        future: impl Future<Output = T> + 'static,
    ) -> impl Future<Output = T> + 'static;

    /// Runs `future` as a task on a new loop, because loops are not optimized for the future
    /// of `block_on` itself.
    fn run<T: 'static>(future: impl Future<Output = T> + 'static) -> T {
        Self::block_on(async { Self::spawn(future).await })
    }

    /// Lets the other tasks go first.
    fn yield_now() -> impl Future<Output = ()> {
        wake_self()
    }
}

/// A yield that works on any loop. Most loops don't have another one.
pub(crate) fn wake_self() -> impl Future<Output = ()> {
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
    /// How much later than its deadline a sleep may end while nothing else runs.
    const TICK: Duration;

    /// Runs `future` with a virtual clock.
    fn block_on_virtual<F: Future>(future: F) -> F::Output;

    /// How long the loop has been running, according to that clock.
    fn elapsed() -> Duration;
}

/// TCP. Buffers are passed by value and returned, because one loop requires that.
pub(crate) trait Sockets: EventLoop {
    type Listener: 'static;
    type Stream: 'static;

    fn listen() -> impl Future<Output = (Self::Listener, SocketAddr)>;

    async fn accept(listener: &Self::Listener) -> Self::Stream;

    async fn connect(address: SocketAddr) -> Self::Stream;

    /// Reads into the buffer, and returns the number of bytes read.
    async fn read(stream: &mut Self::Stream, buffer: Vec<u8>) -> (Vec<u8>, usize);

    /// Writes `count` bytes of the buffer.
    async fn write(
        stream: &mut Self::Stream,
        buffer: Vec<u8>,
        count: usize,
    ) -> Vec<u8>;
}
