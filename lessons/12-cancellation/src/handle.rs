//! The same evening as a task: its handle is given up, or the task is told to stop.

use crate::{TENTH, half_a_second_later, painting::paint, tasks_alive};
use stage::{OnLane, say};
use tokio::time::timeout;

/// The timeout drops what it was given, and that is the handle.
pub(crate) async fn too_late() {
    let handle = tokio::spawn(paint().on_lane("paint"));
    match timeout(TENTH, handle).await {
        Ok(_) => say!("in time; tasks alive: {}", tasks_alive()),
        Err(_) => say!("too late; tasks alive: {}", tasks_alive()),
    }
    half_a_second_later().await;
}

/// This timeout has only borrowed the handle. `abort` leaves a note: the task is dropped
/// at its next turn, and its handle tells.
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
