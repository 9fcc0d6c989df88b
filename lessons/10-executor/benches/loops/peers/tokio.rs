//! tokio on the current thread, with everything enabled, so that it parks in the event queue
//! of its sockets.
//!
//! A `LocalRuntime` is tokio's current-thread scheduler for tasks that need not be `Send`. It
//! adds no locks or wrappers.

use super::{EventLoop, Sockets, Timers, VirtualTime};
use std::{cell::Cell, future::poll_fn, net::SocketAddr, pin::Pin, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    runtime::{Builder, LocalOptions, LocalRuntime},
    task, time,
};

/// Tasks yield by waking themselves.
pub(crate) struct Tokio;

/// Tasks yield with tokio's own `yield_now`, after which the loop checks sockets
/// first.
pub(crate) struct TokioYieldNow;

fn runtime(is_paused: bool) -> LocalRuntime {
    let mut builder = Builder::new_current_thread();
    let built = builder
        .enable_all()
        .start_paused(is_paused)
        .build_local(LocalOptions::default());
    built.expect("the system has file descriptors")
}

impl EventLoop for Tokio {
    fn block_on<F: Future>(future: F) -> F::Output {
        runtime(false).block_on(future)
    }

    fn spawn<T: 'static>(
        future: impl Future<Output = T> + 'static,
    ) -> impl Future<Output = T> + 'static {
        let handle = task::spawn_local(future);
        async { handle.await.expect("no task of a bench panics") }
    }
}

impl EventLoop for TokioYieldNow {
    fn block_on<F: Future>(future: F) -> F::Output {
        Tokio::block_on(future)
    }

    fn spawn<T: 'static>(
        future: impl Future<Output = T> + 'static,
    ) -> impl Future<Output = T> + 'static {
        Tokio::spawn(future)
    }

    fn yield_now() -> impl Future<Output = ()> {
        task::yield_now()
    }
}

impl Timers for Tokio {
    type Sleep = time::Sleep;

    fn sleep(duration: Duration) -> Self::Sleep {
        time::sleep(duration)
    }
}

impl Timers for TokioYieldNow {
    type Sleep = time::Sleep;

    fn sleep(duration: Duration) -> Self::Sleep {
        time::sleep(duration)
    }
}

thread_local! {
    static BEGUN: Cell<Option<time::Instant>> = const { Cell::new(None) };
}

impl VirtualTime for Tokio {
    const TICK: Duration = Duration::from_millis(1);

    fn block_on_virtual<F: Future>(future: F) -> F::Output {
        runtime(true).block_on(async {
            BEGUN.set(Some(time::Instant::now()));
            future.await
        })
    }

    fn elapsed() -> Duration {
        BEGUN.get().expect("a loop runs").elapsed()
    }
}

impl Sockets for Tokio {
    type Listener = TcpListener;
    type Stream = TcpStream;

    async fn listen() -> (TcpListener, SocketAddr) {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("loopback has a free port");
        let address = listener.local_addr().expect("it is bound");
        (listener, address)
    }

    async fn accept(listener: &TcpListener) -> TcpStream {
        let (stream, _) = listener.accept().await.expect("loopback works");
        stream.set_nodelay(true).expect("it is open");
        stream
    }

    async fn connect(address: SocketAddr) -> TcpStream {
        let stream = TcpStream::connect(address).await.expect("there is a listener");
        stream.set_nodelay(true).expect("it is open");
        stream
    }

    // This is what `AsyncReadExt::read` does.
    async fn read(stream: &mut TcpStream, mut buffer: Vec<u8>) -> (Vec<u8>, usize) {
        let mut into = ReadBuf::new(&mut buffer);
        let read = poll_fn(|cx| Pin::new(&mut *stream).poll_read(cx, &mut into));
        read.await.expect("loopback works");
        let count = into.filled().len();
        (buffer, count)
    }

    // This is what `AsyncWriteExt::write_all` does.
    async fn write(
        stream: &mut TcpStream,
        buffer: Vec<u8>,
        count: usize,
    ) -> Vec<u8> {
        let mut bytes = &buffer[..count];
        while !bytes.is_empty() {
            let write = poll_fn(|cx| Pin::new(&mut *stream).poll_write(cx, bytes));
            bytes = &bytes[write.await.expect("loopback works")..];
        }
        buffer
    }
}
