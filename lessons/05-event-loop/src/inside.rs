//! Wrong on purpose: a task that is being polled asks for a loop to wait in.

use crate::greet;
use stage::{panic_message, say};
use tokio::runtime::Handle;

/// The thread cannot wait for this loop: it is the one that turns it.
pub(crate) async fn block_on_in_a_task() {
    let task = tokio::spawn(async {
        say!("the task wants a loop of its own");
        let inner = greet("never said", 1);
        let panic = panic_message(|| Handle::current().block_on(inner))
            .expect("a thread turns one loop at a time");
        let (reason, _) =
            panic.split_once('.').expect("it panics with two sentences");
        say!("Rust: panic, {reason}");
    });
    task.await.expect("the panic was caught");
    say!("the outer loop goes on");
}
