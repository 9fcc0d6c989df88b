//! Sockets: bytes that arrive are read, waiting tasks are woken, and dropped sockets
//! leave nothing behind.

use crate::support::{
    MILLI, SECOND, Spy, Wakes, detach, panic_of, poll_with, real, refusal, run,
    settle,
};
use executor::net::{TcpListener, TcpStream};
use executor::{
    Elapsed, JoinHandle, block_on, elapsed, join_all, sleep, spawn, timeout,
    yield_now,
};
use std::future::{pending, poll_fn};
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr};
use std::sync::mpsc;
use std::task::Poll;
use std::{rc::Rc, thread};

fn bind() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Both ends of a connection, in the same loop.
async fn pair() -> (TcpStream, TcpStream) {
    let (listener, address) = bind();
    let client = TcpStream::connect(address).await.unwrap();
    let (server, peer) = listener.accept().await.unwrap();
    assert_eq!(peer, client.local_addr().unwrap());
    (client, server)
}

/// Returns both ends of a connection: one in the loop, and one for blocking code on a
/// thread.
async fn pair_with_thread() -> (TcpStream, std::net::TcpStream) {
    let (listener, address) = bind();
    let thread =
        thread::spawn(move || std::net::TcpStream::connect(address).unwrap());
    let (stream, _) = listener.accept().await.unwrap();
    (stream, thread.join().unwrap())
}

async fn read_to_end(stream: &TcpStream, at_once: usize) -> Vec<u8> {
    let (mut all, mut buffer) = (Vec::new(), vec![0; at_once]);
    loop {
        match stream.read(&mut buffer).await.unwrap() {
            0 => return all,
            read => all.extend(&buffer[..read]),
        }
    }
}

#[test]
fn bytes_sent_to_an_echo_come_back() {
    real(async {
        let (client, server) = pair().await;
        let echo = spawn(async move {
            let mut buffer = [0; 16];
            loop {
                match server.read(&mut buffer).await.unwrap() {
                    0 => return,
                    read => server.write_all(&buffer[..read]).await.unwrap(),
                }
            }
        });
        for word in ["hello", "", "loop", "exactly 16 bytes"] {
            client.write_all(word.as_bytes()).await.unwrap();
            let mut answer = vec![0; word.len()];
            let mut filled = 0;
            while filled < word.len() {
                filled += client.read(&mut answer[filled..]).await.unwrap();
            }
            assert_eq!(answer, word.as_bytes());
        }
        drop(client);
        echo.await.unwrap();
    });
}

#[test]
fn bytes_that_do_not_fit_the_buffer_stay_in_the_socket() {
    for at_once in [1, 2, 3, 7, 8, 9] {
        real(async {
            let (client, server) = pair().await;
            for _ in 0..2 {
                client.write_all(b"12345678").await.unwrap();
                let (mut all, mut buffer) = (Vec::<u8>::new(), vec![0; at_once]);
                while all.len() < 8 {
                    let read = server.read(&mut buffer).await.unwrap();
                    all.extend(&buffer[..read]);
                }
                assert_eq!(all, b"12345678");
            }
            client.write_all(b"12345678").await.unwrap();
            client.shutdown(Shutdown::Write).unwrap();
            assert_eq!(read_to_end(&server, at_once).await, b"12345678");
        });
    }
}

#[test]
fn a_read_after_a_short_read_waits_for_new_bytes() {
    real(async {
        let (stream, mut peer) = pair_with_thread().await;
        let (step, steps) = mpsc::channel();
        let thread = thread::spawn(move || {
            for piece in ["a", "bc", "def"] {
                peer.write_all(piece.as_bytes()).unwrap();
                // The next piece is sent after this one has been read, so each read
                // except the first one waits.
                steps.recv().unwrap();
            }
        });
        let mut buffer = [0; 16];
        for piece in ["a", "bc", "def"] {
            let mut read = 0;
            while read < piece.len() {
                read += stream.read(&mut buffer[read..]).await.unwrap();
            }
            assert_eq!(&buffer[..read], piece.as_bytes());
            step.send(()).unwrap();
        }
        assert_eq!(stream.read(&mut buffer).await.unwrap(), 0);
        thread.join().unwrap();
    });
}

/// Urgent data cuts a read short, although more bytes are available.
#[cfg(unix)]
#[test]
fn bytes_after_urgent_data_are_read() {
    for is_seen_before_the_read in [false, true] {
        real(async {
            let (stream, peer) = pair_with_thread().await;
            let peer = socket2::Socket::from(peer);
            peer.send(b"ab").unwrap();
            assert_eq!(peer.send_out_of_band(b"!").unwrap(), 1);
            peer.send(b"cd").unwrap();
            peer.shutdown(Shutdown::Write).unwrap();
            if is_seen_before_the_read {
                sleep(MILLI).await;
            }
            assert_eq!(read_to_end(&stream, 16).await, b"abcd");
        });
        real(async {
            let (stream, peer) = pair_with_thread().await;
            let peer = socket2::Socket::from(peer);
            peer.send(b"ab").unwrap();
            assert_eq!(peer.send_out_of_band(b"!").unwrap(), 1);
            peer.send(b"cd").unwrap();
            if is_seen_before_the_read {
                sleep(MILLI).await;
            }
            let (mut all, mut buffer) = (Vec::<u8>::new(), [0; 16]);
            // The connection stays open, so no end of the stream wakes the reader.
            while all.len() < 4 {
                let read = stream.read(&mut buffer).await.unwrap();
                all.extend(&buffer[..read]);
            }
            assert_eq!(all, b"abcd");
        });
    }
}

#[test]
fn bytes_that_came_while_no_task_read_are_read_at_once() {
    real(async {
        let (client, server) = pair().await;
        for _ in 0..3 {
            client.write_all(b"x").await.unwrap();
            // The loop gets the event here, while no task waits for it.
            sleep(MILLI).await;
            assert_eq!(server.read(&mut [0; 16]).await.unwrap(), 1);
        }
    });
}

#[test]
fn the_end_of_the_stream_is_read_after_a_short_read() {
    for does_the_loop_know in [false, true] {
        real(async {
            let (stream, mut peer) = pair_with_thread().await;
            // The bytes and the end of the stream arrive together, before any read.
            peer.write_all(b"bye").unwrap();
            drop(peer);
            if does_the_loop_know {
                sleep(MILLI).await;
            }
            assert_eq!(read_to_end(&stream, 16).await, b"bye");
            assert_eq!(stream.read(&mut [0; 16]).await.unwrap(), 0);
        });
    }
}

#[test]
fn the_end_of_the_stream_wakes_a_waiting_reader() {
    for is_short_read_first in [false, true] {
        real(async {
            let (client, server) = pair().await;
            if is_short_read_first {
                client.write_all(b"x").await.unwrap();
                assert_eq!(server.read(&mut [0; 16]).await.unwrap(), 1);
            }
            let reader = spawn(async move { server.read(&mut [0; 16]).await });
            yield_now().await;
            assert!(!reader.is_finished());
            drop(client);
            assert_eq!(reader.await.unwrap().unwrap(), 0);
        });
    }
}

#[cfg(unix)]
#[test]
fn a_local_shutdown_wakes_a_waiting_reader() {
    real(async {
        let (client, _server) = pair().await;
        let client = Rc::new(client);
        let reading = Rc::clone(&client);
        let reader = spawn(async move { reading.read(&mut [0; 16]).await });
        yield_now().await;
        client.shutdown(Shutdown::Both).unwrap();
        assert_eq!(reader.await.unwrap().unwrap(), 0);
    });
}

#[test]
fn a_broken_connection_is_an_error_or_an_end() {
    real(async {
        let (client, server) = pair().await;
        server.write_all(b"never read").await.unwrap();
        client.write_all(b"nor this").await.unwrap();
        // The socket is closed with unread bytes, so the system resets the connection.
        drop(server);
        while client.read(&mut [0; 4]).await.is_ok_and(|read| read > 0) {}
        while client.write(b"x").await.is_ok() {}
    });
}

#[test]
fn a_read_into_an_empty_buffer_waits_for_bytes_and_takes_none() {
    real(async {
        let (client, server) = pair().await;
        let server = Rc::new(server);
        // In the second round, the previous read was short.
        for _ in 0..2 {
            let reading = Rc::clone(&server);
            let reader = spawn(async move { reading.read(&mut []).await.unwrap() });
            yield_now().await;
            assert!(!reader.is_finished());
            client.write_all(b"x").await.unwrap();
            assert_eq!(reader.await.unwrap(), 0);
            assert_eq!(server.read(&mut [0; 16]).await.unwrap(), 1);
        }
    });
}

#[test]
fn a_refused_connection_is_an_error() {
    real(async {
        let (listener, address) = bind();
        drop(listener);
        let error = TcpStream::connect(address).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
    });
}

#[test]
fn a_taken_port_is_an_error() {
    real(async {
        let (_listener, address) = bind();
        let error = TcpListener::bind(address).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::AddrInUse);
    });
}

#[test]
fn two_readers_of_one_socket_each_get_something() {
    for at_once in [1, 16] {
        real(async {
            let (client, server) = pair().await;
            let server = Rc::new(server);
            let readers = [(); 2].map(|()| {
                let server = Rc::clone(&server);
                spawn(async move {
                    let mut buffer = vec![0; at_once];
                    server.read(&mut buffer).await.unwrap()
                })
            });
            yield_now().await;
            client.write_all(b"x").await.unwrap();
            while !readers.iter().any(JoinHandle::is_finished) {
                yield_now().await;
            }
            client.write_all(b"y").await.unwrap();
            for reader in readers {
                assert_eq!(reader.await.unwrap(), 1);
            }
        });
    }
}

#[test]
fn a_reader_that_is_dropped_leaves_the_bytes_to_the_other() {
    real(async {
        let (client, server) = pair().await;
        let server = Rc::new(server);
        let [first, second] = [(); 2].map(|()| {
            let server = Rc::clone(&server);
            spawn(async move { server.read(&mut [0; 16]).await.unwrap() })
        });
        yield_now().await;
        first.abort();
        client.write_all(b"x").await.unwrap();
        assert_eq!(second.await.unwrap(), 1);
    });
}

#[test]
fn all_tasks_that_accept_get_a_connection() {
    real(async {
        let (listener, address) = bind();
        let listener = Rc::new(listener);
        let accepting = [(); 3].map(|()| {
            let listener = Rc::clone(&listener);
            spawn(async move { listener.accept().await.unwrap() })
        });
        yield_now().await;
        let clients = join_all((0..3).map(|_| TcpStream::connect(address))).await;
        assert!(clients.iter().all(Result::is_ok));
        for accepted in accepting {
            accepted.await.unwrap();
        }
    });
}

#[test]
fn one_task_reads_while_another_writes_to_the_same_socket() {
    const SIZE: usize = 16_000_000;
    real(async {
        let (client, server) = pair().await;
        // Each end writes more than the system buffers, so the other end must read
        // at the same time.
        let ends = [client, server].map(async |end| {
            let write = async {
                end.write_all(&vec![7; SIZE]).await.unwrap();
                end.shutdown(Shutdown::Write).unwrap();
            };
            let read = read_to_end(&end, 10_000);
            futures::join!(write, read).1.len()
        });
        assert_eq!(join_all(ends).await, [SIZE, SIZE]);
    });
}

#[test]
fn a_big_transfer_waits_for_a_slow_reader_and_loses_nothing() {
    real(async {
        let (client, server) = pair().await;
        let bytes = (0..251).collect::<Vec<u8>>().repeat(64_000);
        let sent = bytes.clone();
        let writer = spawn(async move { client.write_all(&sent).await.unwrap() });
        for _ in 0..100 {
            yield_now().await;
        }
        assert!(
            !writer.is_finished(),
            "no task reads, and it is larger than the buffers"
        );
        assert!(read_to_end(&server, 60_000).await == bytes);
        writer.await.unwrap();
    });
}

#[test]
fn a_write_ends_when_its_peer_goes_away() {
    real(async {
        let (client, server) = pair().await;
        let writer =
            spawn(async move { client.write_all(&vec![0; 50_000_000]).await });
        yield_now().await;
        drop(server);
        writer.await.unwrap().unwrap_err();
    });
}

#[test]
fn timeouts_around_reads_leave_nothing_behind() {
    real(async {
        let (client, server) = pair().await;
        let (wakes, waker) = Wakes::new();
        let mut buffer = [0; 16];
        for _ in 0..10 {
            let mut read = Box::pin(timeout(SECOND, server.read(&mut buffer)));
            assert!(poll_with(&mut read, &waker).is_pending());
            // One waker for the socket and one for the timer.
            assert_eq!(wakes.wakers(), 3);
            drop(read);
            assert_eq!(wakes.wakers(), 1);
        }
        client.write_all(b"x").await.unwrap();
        assert_eq!(server.read(&mut buffer).await.unwrap(), 1);
        assert_eq!(wakes.count(), 0);
    });
}

#[test]
fn a_read_that_timed_out_has_taken_no_bytes() {
    run(async {
        let (client, server) = pair().await;
        let mut buffer = [0; 16];
        for _ in 0..10 {
            let limited = timeout(SECOND, server.read(&mut buffer)).await;
            assert!(matches!(limited, Err(Elapsed)));
        }
        assert_eq!(elapsed(), 10 * SECOND);
        client.write_all(b"still here").await.unwrap();
        assert_eq!(server.read(&mut buffer).await.unwrap(), 10);
    });
}

#[test]
fn a_reader_is_woken_through_the_waker_of_its_latest_poll() {
    real(async {
        let (client, server) = pair().await;
        let (wakes, waker) = Wakes::new();
        let mut buffer = [0; 16];
        let mut read = Box::pin(server.read(&mut buffer));
        assert!(poll_with(&mut read, &waker).is_pending());
        client.write_all(b"x").await.unwrap();
        assert_eq!(read.await.unwrap(), 1);
        assert_eq!(wakes.wakers(), 1);
    });
}

#[test]
fn many_connections_are_served_at_the_same_time() {
    const MANY: usize = 64;
    real(async {
        let (listener, address) = bind();
        let server = spawn(async move {
            let mut tasks = Vec::new();
            for _ in 0..MANY {
                let (stream, _) = listener.accept().await.unwrap();
                tasks.push(spawn(async move {
                    let bytes = read_to_end(&stream, 3).await;
                    stream.write_all(&bytes).await.unwrap();
                }));
            }
            for task in join_all(tasks).await {
                task.unwrap();
            }
        });
        let clients = (0..MANY).map(async |number| {
            let stream = TcpStream::connect(address).await.unwrap();
            let sent = format!("client {number}");
            stream.write_all(sent.as_bytes()).await.unwrap();
            stream.shutdown(Shutdown::Write).unwrap();
            assert_eq!(read_to_end(&stream, 5).await, sent.as_bytes());
        });
        join_all(clients).await;
        server.await.unwrap();
    });
}

#[test]
fn a_peer_that_blocks_is_served_like_any_other() {
    real(async {
        let (stream, mut peer) = pair_with_thread().await;
        let thread = thread::spawn(move || {
            for number in 0..100 {
                peer.write_all(&[number]).unwrap();
                let mut answer = [0];
                peer.read_exact(&mut answer).unwrap();
                assert_eq!(answer, [number]);
            }
        });
        let mut buffer = [0; 16];
        loop {
            match stream.read(&mut buffer).await.unwrap() {
                0 => break,
                read => stream.write_all(&buffer[..read]).await.unwrap(),
            }
        }
        thread.join().unwrap();
    });
}

#[test]
fn a_socket_is_refused_in_another_loop() {
    let said =
        "a socket belongs to the loop that it was created on: create a new one here";
    let (listener, client, server) = block_on(async {
        let (listener, _) = bind();
        let (client, server) = pair().await;
        client.write_all(b"x").await.unwrap();
        // After a short read, the next one waits first. It must refuse even before that
        // wait.
        assert_eq!(server.read(&mut [0; 16]).await.unwrap(), 1);
        (listener, client, server)
    });
    run(async {
        let accepting = spawn(async move { listener.accept().await.map(drop) });
        assert_eq!(panic_of(accepting.await), said);
        let writing = spawn(async move { client.write_all(b"x").await });
        assert_eq!(panic_of(writing.await), said);
        let reading = spawn(async move { server.read(&mut [0; 16]).await });
        assert_eq!(panic_of(reading.await), said);
    });
    let without = refusal(|| {
        futures::executor::block_on(TcpStream::connect(
            "127.0.0.1:1".parse().unwrap(),
        ))
        .is_ok()
    });
    assert_eq!(without, "a socket needs a running loop: call it inside block_on");
}

#[test]
fn a_socket_may_outlive_its_loop_and_is_closed_when_it_is_dropped() {
    let (stream, mut peer) = block_on(pair_with_thread());
    peer.set_read_timeout(Some(60 * SECOND)).unwrap();
    run(async move {
        settle().await;
        drop(stream);
    });
    assert_eq!(peer.read(&mut [0; 16]).unwrap(), 0);
}

#[test]
fn sockets_of_remaining_tasks_are_closed() {
    let mut peer = block_on(async {
        let (stream, peer) = pair_with_thread().await;
        detach(async move {
            stream.read(&mut [0; 16]).await.unwrap();
            pending::<()>().await;
        });
        yield_now().await;
        peer
    });
    peer.set_read_timeout(Some(60 * SECOND)).unwrap();
    assert_eq!(peer.read(&mut [0; 16]).unwrap(), 0);
}

#[test]
fn a_socket_wakes_only_its_own_readers() {
    real(async {
        let (client, server) = pair().await;
        let (_other_client, other_server) = pair().await;
        let bystander = Spy::default();
        detach(bystander.clone());
        // This consumes the events that new sockets cause.
        sleep(MILLI).await;
        let mut polls = 0;
        let other = spawn(async move {
            let mut byte = [0];
            let mut read = Box::pin(other_server.read(&mut byte));
            poll_fn(|cx| {
                polls += 1;
                assert_eq!(polls, 1, "nothing has come for it");
                poll_with(&mut read, cx.waker())
            })
            .await
        });
        let reader = spawn(async move { read_to_end(&server, 16).await });
        for _ in 0..10 {
            client.write_all(b"x").await.unwrap();
            sleep(MILLI / 10).await;
        }
        drop(client);
        assert_eq!(reader.await.unwrap().len(), 10);
        assert_eq!(bystander.polls(), 1);
        assert!(!other.is_finished());
    });
}

#[test]
fn a_listener_that_is_dropped_while_a_task_waits_for_it_wakes_no_task() {
    real(async {
        let (listener, address) = bind();
        let accepting = spawn(async move { listener.accept().await.map(drop) });
        yield_now().await;
        accepting.abort();
        assert!(accepting.await.is_err());
        assert!(TcpStream::connect(address).await.is_err());
    });
}

#[test]
fn a_connect_that_is_dropped_leaves_nothing_behind() {
    real(async {
        let (listener, address) = bind();
        let (wakes, waker) = Wakes::new();
        let mut connecting = Box::pin(TcpStream::connect(address));
        if let Poll::Ready(connected) = poll_with(&mut connecting, &waker) {
            connected.unwrap();
        }
        drop(connecting);
        assert_eq!(wakes.wakers(), 1);
        let (stream, _) = listener.accept().await.unwrap();
        while stream.read(&mut [0; 16]).await.is_ok_and(|read| read > 0) {}
    });
}
