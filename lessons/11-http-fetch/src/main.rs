//! Ten URLs, one of them slow: one by one, with threads, with tasks, and with the
//! wrong client inside tasks.
//!
//! The client, in `http.rs` and `client.rs`, works over any stream of bytes. Acts 1
//! to 5 run it over pipes in memory, in `pipe.rs`, where time can be virtual. Act 6
//! runs it over sockets, with the server in `server.rs`, on the machine's own clock.

mod by_hand;
mod client;
mod http;
#[cfg(feature = "library")]
mod library;
mod pages;
mod pipe;
mod server;
mod sockets;
mod tally;
mod ten;

fn main() -> std::process::ExitCode {
    stage::tell("Ten URLs, one slow", |stage| {
        stage.act("One page, by hand", by_hand::one_page());
        stage.act("One by one", ten::one_by_one());
        stage.threads("A thread each", ten::a_thread_each);
        stage.act("A task each", ten::a_task_each());
        stage.act(
            "A task each, and a client that blocks",
            ten::with_the_wrong_client(),
        );
        stage.measured("The same ten, over sockets", sockets::ten_urls);
        #[cfg(feature = "library")]
        stage.measured("The same ten, with a library", library::ten_urls);
    })
}
