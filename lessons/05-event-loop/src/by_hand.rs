//! `#[tokio::main]`, and the code that it generates.

use stage::say;
use std::thread;
use tokio::runtime::Builder;

/// Runs the same program in both ways, and then once more on a runtime with several
/// threads.
pub(crate) fn main_and_its_macro() {
    with_the_macro();
    by_hand();
    without_a_flavor();
}

#[tokio::main(flavor = "current_thread")]
async fn with_the_macro() {
    print_threads("with the macro").await;
}

fn by_hand() {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("the system has room for a runtime");
    runtime.block_on(async {
        print_threads("by hand").await;
    });
}

#[tokio::main]
async fn without_a_flavor() {
    print_threads("without a flavor").await;
}

/// Says which thread runs the body of `main`, and which one runs a task.
async fn print_threads(how: &str) {
    let main = thread_name();
    let task = tokio::spawn(async { thread_name() }).await;
    let task = task.expect("reading a name does not panic");
    say!("{how}: main() on thread {main}, a task on thread {task}");
}

fn thread_name() -> String {
    thread::current().name().unwrap_or("a thread without a name").to_owned()
}
