//! The same painting as a task: its handle is dropped, or the task is aborted.

use crate::{TENTH, half_a_second_later, painting::paint, tasks_alive};
use stage::{OnLane, say};
use tokio::time::timeout;

/// The timeout drops what it was given, which is only the handle.
pub(crate) async fn too_late() {
    let handle = tokio::spawn(paint().on_lane("paint"));
    match timeout(TENTH, handle).await {
        Ok(_) => say!("in time; tasks alive: {}", tasks_alive()),
        Err(_) => say!("too late; tasks alive: {}", tasks_alive()),
    }
    half_a_second_later().await;
}

/// This timeout only borrows the handle. `abort` makes a request: the task is
/// dropped at its next turn, and then awaiting its handle returns an error.
pub(crate) async fn told_to_stop() {
    let mut handle = tokio::spawn(paint().on_lane("paint"));
    if timeout(TENTH, &mut handle).await.is_err() {
        handle.abort();
        say!("told to stop; finished: {}", handle.is_finished());
    }
    match handle.await {
        Ok(()) => say!("its end: done"),
        Err(error) if error.is_cancelled() => say!("its end: canceled"),
        Err(_) => say!("its end: a panic"),
    }
    half_a_second_later().await;
}
