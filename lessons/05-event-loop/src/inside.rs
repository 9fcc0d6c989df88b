//! Wrong on purpose: a task that is being polled asks for a loop to wait in.

use crate::greet;
use stage::say;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::runtime::Handle;

/// The thread cannot wait for this loop: it is the one that turns it.
pub(crate) async fn block_on_in_a_task() {
    let task = tokio::spawn(async {
        say!("the task wants a loop of its own");
        let panic = panic_of(|| Handle::current().block_on(greet("never said", 1)));
        let (reason, _) =
            panic.split_once('.').expect("it panics with two sentences");
        say!("Rust: panic, {reason}");
    });
    task.await.expect("the panic was caught");
    say!("the outer loop goes on");
}

/// Runs what must panic, and gives the message that would have been printed.
fn panic_of<T>(body: impl FnOnce() -> T) -> String {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(body));
    std::panic::set_hook(hook);
    let panic = result.err().expect("a thread turns one loop at a time");
    match panic.downcast::<String>() {
        Ok(message) => *message,
        Err(panic) => {
            (*panic.downcast::<&str>().expect("a message is text")).to_owned()
        }
    }
}
