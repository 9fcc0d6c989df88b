//! A loop needs file descriptors only for sockets. This test is a separate program,
//! because the limit applies to the whole process.
#![cfg(unix)]

use executor::net::TcpListener;
use executor::{block_on, join_all, sleep, spawn, timeout};
use futures::channel::oneshot;
use rustix::process::{Resource, Rlimit, setrlimit};
use std::{fs::File, thread, time::Duration};

#[test]
fn a_loop_without_sockets_runs_without_file_descriptors() {
    let few = Rlimit { current: Some(32), maximum: Some(32) };
    setrlimit(Resource::Nofile, few).expect("a limit may be lowered");
    let open = || File::open("/dev/null");
    let _all: Vec<_> = std::iter::repeat_with(open).map_while(Result::ok).collect();
    open().expect_err("there is no file descriptor left");

    assert_eq!(block_on(async { 7 }), 7);
    let refused = block_on(async {
        let (sender, receiver) = oneshot::channel();
        let waker = thread::spawn(move || sender.send(7));
        let tasks = [1, 2].map(|millis| spawn(sleep(Duration::from_millis(millis))));
        assert!(join_all(tasks).await.iter().all(Result::is_ok));
        assert_eq!(receiver.await, Ok(7));
        waker.join().expect("it only sends").expect("there is a receiver");
        let limit = Duration::from_millis(1);
        timeout(limit, std::future::pending::<()>()).await.expect_err("no output");
        // A socket needs a descriptor, and the error says so.
        TcpListener::bind("127.0.0.1:0".parse().expect("an address")).map(drop)
    });
    refused.expect_err("there is no file descriptor for a socket");
}
