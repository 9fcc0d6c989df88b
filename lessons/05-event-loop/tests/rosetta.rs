//! What `reference/rosetta.md` says about runtimes and threads, with a test for each claim.

use std::{panic::catch_unwind, thread};
use tokio::{
    runtime::{Builder, Handle, Runtime},
    sync::oneshot,
};

fn on_one_thread() -> Runtime {
    Builder::new_current_thread().build().expect("the system has room for a runtime")
}

#[test]
fn handle_current_panics_outside_a_runtime() {
    assert!(catch_unwind(Handle::current).is_err());
    assert!(Handle::try_current().is_err());
}

#[test]
fn a_task_spawned_from_another_thread_runs_on_the_loops_thread() {
    let runtime = on_one_thread();
    let handle = runtime.handle().clone();
    let other =
        thread::spawn(move || handle.spawn(async { thread::current().id() }));
    let task = other.join().unwrap();
    assert_eq!(runtime.block_on(task).unwrap(), thread::current().id());
}

#[test]
fn another_thread_can_wait_for_its_task_with_handle_block_on() {
    let runtime = on_one_thread();
    let handle = runtime.handle().clone();
    let (tell, told) = oneshot::channel();
    let other = thread::spawn(move || {
        let task = handle.spawn(async { 7 });
        tell.send(handle.block_on(task).unwrap()).unwrap();
    });
    assert_eq!(runtime.block_on(told).unwrap(), 7);
    other.join().unwrap();
}
