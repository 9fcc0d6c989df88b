//! How many bytes a future takes up: enough space for what it must keep while it waits.
//!
//! The sizes are for 64-bit targets. A new compiler may lay out futures differently, so
//! the toolchain is pinned.

use crate::answer;
use stage::say;
use std::time::Duration;
use tokio::time::sleep;

/// None of these futures is polled. Their sizes are known at compile time.
pub(crate) fn of_six_futures() {
    say!("does nothing           {:>4} B", size_of_val(&nothing()));
    say!("pauses once            {:>4} B", size_of_val(&answer()));
    say!("sleeps                 {:>4} B", size_of_val(&sleeps()));
    say!("awaits one that sleeps {:>4} B", size_of_val(&awaits_one_that_sleeps()));
    say!("holds 4 KiB for later  {:>4} B", size_of_val(&keeps_a_buffer()));
    say!("needs 4 KiB before     {:>4} B", size_of_val(&needs_a_buffer_before()));
}

#[expect(clippy::unused_async, reason = "a future with nothing to keep")]
async fn nothing() {}

async fn sleeps() {
    sleep(Duration::from_secs(1)).await;
}

async fn awaits_one_that_sleeps() {
    sleeps().await;
}

async fn keeps_a_buffer() {
    let buffer = [0_u8; 4096];
    sleep(Duration::from_secs(1)).await;
    say!("{} bytes", buffer.len());
}

async fn needs_a_buffer_before() {
    {
        let buffer = [0_u8; 4096];
        say!("{} bytes", buffer.len());
    }
    sleep(Duration::from_secs(1)).await;
}
