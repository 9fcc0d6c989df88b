//! The line above `main`, and the code that it writes.

use stage::say;
use std::thread;
use tokio::runtime::Builder;

/// The same program twice, and then with a loop on several threads.
pub(crate) fn main_and_its_macro() {
    with_the_macro();
    by_hand();
    without_a_flavor();
}

#[tokio::main(flavor = "current_thread")]
async fn with_the_macro() {
    tell_threads("with the macro").await;
}

fn by_hand() {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.expect("the system has room for a runtime").block_on(async {
        tell_threads("by hand").await;
    });
}

#[tokio::main]
async fn without_a_flavor() {
    tell_threads("without a flavor").await;
}

/// Tells which thread runs the body of `main`, and which one a task.
async fn tell_threads(how: &str) {
    let main = thread_name();
    let task =
        tokio::spawn(async { thread_name() }).await.expect("a name is no panic");
    say!("{how}: main() on thread {main}, a task on thread {task}");
}

fn thread_name() -> String {
    thread::current().name().unwrap_or("a thread without a name").to_owned()
}
