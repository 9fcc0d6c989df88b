//! Futures that the loop cannot run because they need another reactor, and what they say.

use crate::support::{SECOND, panic_of, run};
use executor::{elapsed, sleep, spawn};

/// tokio's message, in all versions so far.
const NO_REACTOR: &str = "there is no reactor running";

#[test]
fn a_sleep_of_tokio_panics_and_its_handle_says_why() {
    run(async {
        let task = spawn(async { tokio::time::sleep(SECOND).await });
        let said = panic_of(task.await);
        assert!(said.contains(NO_REACTOR), "{said}");
        sleep(SECOND).await;
        assert_eq!(elapsed(), SECOND);
    });
}

#[test]
fn a_socket_of_tokio_panics_and_its_handle_says_why() {
    run(async {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let connecting =
            async move { tokio::net::TcpStream::connect(address).await };
        let said = panic_of(spawn(connecting).await);
        assert!(said.contains(NO_REACTOR), "{said}");
    });
}

#[test]
fn a_task_of_tokio_panics_and_its_handle_says_why() {
    run(async {
        let task = spawn(async { drop(tokio::spawn(async {})) });
        let said = panic_of(task.await);
        assert!(said.contains(NO_REACTOR), "{said}");
    });
}
