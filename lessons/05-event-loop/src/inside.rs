//! Wrong on purpose: while it is polled, a task starts its own loop.

use crate::greet;
use stage::{panic_message, say};
use tokio::runtime::Handle;

/// The thread cannot wait for the inner loop, because it is busy running the outer one.
pub(crate) async fn block_on_in_a_task() {
    let task = tokio::spawn(async {
        say!("the task starts another loop");
        let inner = greet("never said", 1);
        let panic = panic_message(|| Handle::current().block_on(inner))
            .expect("a thread runs one loop at a time");
        let (reason, _) =
            panic.split_once('.').expect("the message has two sentences");
        say!("Rust: panic, {reason}");
    });
    task.await.expect("the panic was caught");
    say!("the outer loop keeps running");
}
