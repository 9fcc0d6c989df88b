//! The loop of this lesson.

use super::{EventLoop, Sockets, Timers, VirtualTime};
use executor::net::{TcpListener, TcpStream};
use std::{net::SocketAddr, time::Duration};

pub(crate) struct Ours;

impl EventLoop for Ours {
    fn block_on<F: Future>(future: F) -> F::Output {
        executor::block_on(future)
    }

    fn spawn<T: 'static>(
        future: impl Future<Output = T> + 'static,
    ) -> impl Future<Output = T> + 'static {
        let handle = executor::spawn(future);
        async { handle.await.expect("no task of a bench panics") }
    }

    fn yield_now() -> impl Future<Output = ()> {
        executor::yield_now()
    }
}

impl Timers for Ours {
    type Sleep = executor::Sleep;

    fn sleep(duration: Duration) -> Self::Sleep {
        executor::sleep(duration)
    }
}

impl VirtualTime for Ours {
    const TICK: Duration = Duration::ZERO;

    fn block_on_virtual<F: Future>(future: F) -> F::Output {
        executor::block_on_virtual(future).expect("there is a timer")
    }

    fn elapsed() -> Duration {
        executor::elapsed()
    }
}

impl Sockets for Ours {
    type Listener = TcpListener;
    type Stream = TcpStream;

    async fn listen() -> (TcpListener, SocketAddr) {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let listener = TcpListener::bind(any).expect("loopback has a free port");
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

    async fn read(stream: &mut TcpStream, mut buffer: Vec<u8>) -> (Vec<u8>, usize) {
        let count = stream.read(&mut buffer).await.expect("loopback works");
        (buffer, count)
    }

    async fn write(
        stream: &mut TcpStream,
        buffer: Vec<u8>,
        count: usize,
    ) -> Vec<u8> {
        stream.write_all(&buffer[..count]).await.expect("loopback works");
        buffer
    }
}
