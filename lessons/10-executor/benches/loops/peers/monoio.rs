//! monoio, with the driver that doesn't use `io_uring`, so that it waits for sockets
//! like the others.

use super::{EventLoop, Sockets, Timers};
use monoio::{
    LegacyDriver, RuntimeBuilder,
    buf::IoBuf,
    io::{AsyncReadRent, AsyncWriteRentExt},
    net::{TcpListener, TcpStream},
};
use std::{net::SocketAddr, time::Duration};

pub(crate) struct Monoio;

impl EventLoop for Monoio {
    fn block_on<F: Future>(future: F) -> F::Output {
        let built = RuntimeBuilder::<LegacyDriver>::new().enable_timer().build();
        let mut runtime = built.expect("the system has file descriptors");
        runtime.block_on(future)
    }

    fn spawn<T: 'static>(
        future: impl Future<Output = T> + 'static,
    ) -> impl Future<Output = T> + 'static {
        monoio::spawn(future)
    }
}

impl Timers for Monoio {
    type Sleep = monoio::time::Sleep;

    fn sleep(duration: Duration) -> Self::Sleep {
        monoio::time::sleep(duration)
    }
}

impl Sockets for Monoio {
    type Listener = TcpListener;
    type Stream = TcpStream;

    async fn listen() -> (TcpListener, SocketAddr) {
        let listener = TcpListener::bind("127.0.0.1:0");
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

    async fn read(stream: &mut TcpStream, buffer: Vec<u8>) -> (Vec<u8>, usize) {
        let (count, buffer) = stream.read(buffer).await;
        (buffer, count.expect("loopback works"))
    }

    async fn write(
        stream: &mut TcpStream,
        buffer: Vec<u8>,
        count: usize,
    ) -> Vec<u8> {
        let (written, part) = stream.write_all(buffer.slice(..count)).await;
        written.expect("loopback works");
        part.into_inner()
    }
}
