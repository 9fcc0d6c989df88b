//! What `reference/rosetta.md` says about tasks, with a test for each claim.
//!
//! In some tests, tokio's clock is paused, and jumps from one timer to the next.

use std::{sync::mpsc, time::Duration};
use tokio::{
    runtime::Handle,
    sync::oneshot,
    task::{self, JoinHandle, JoinSet},
    time::sleep,
};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn a_task_starts_after_spawn_returns_on_one_thread() {
    let (tell, mut told) = oneshot::channel();
    let task = tokio::spawn(async { tell.send("begun") });
    assert!(told.try_recv().is_err());
    task.await.unwrap().unwrap();
    assert_eq!(told.try_recv(), Ok("begun"));
}

/// The test blocks its thread and awaits nothing, but a worker starts the task anyway.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_task_starts_without_an_await_on_several_threads() {
    let (tell, told) = mpsc::channel();
    tokio::spawn(async move { tell.send("begun") });
    let patience = 60 * SECOND;
    assert_eq!(told.recv_timeout(patience), Ok("begun"));
}

#[tokio::test]
async fn a_handle_returns_its_answer_only_once() {
    let mut handle = tokio::spawn(async { 7 });
    assert_eq!((&mut handle).await.unwrap(), 7);
    let again = tokio::spawn(handle);
    assert!(again.await.unwrap_err().is_panic());
}

#[tokio::test]
async fn a_task_has_an_id_and_main_has_none() {
    let task = tokio::spawn(async { task::id() });
    let id = task.id();
    assert_eq!(task.await.unwrap(), id);
    assert_eq!(task::try_id(), None);
}

#[tokio::test]
async fn main_is_not_counted_as_an_alive_task() {
    let alive = || Handle::current().metrics().num_alive_tasks();
    assert_eq!(alive(), 0);
    tokio::spawn(sleep(SECOND));
    assert_eq!(alive(), 1);
}

/// The counterpart of asyncio's `call_later(1, tell, "called")`.
fn call_later() -> (JoinHandle<()>, oneshot::Receiver<&'static str>) {
    let (tell, told) = oneshot::channel();
    let task = tokio::spawn(async {
        sleep(SECOND).await;
        tell.send("called").expect("the test listens");
    });
    (task, told)
}

#[tokio::test(start_paused = true)]
async fn a_call_is_made_after_its_handle_is_dropped() {
    let (handle, told) = call_later();
    drop(handle);
    assert_eq!(told.await, Ok("called"));
}

#[tokio::test(start_paused = true)]
async fn an_aborted_call_is_not_made() {
    let (handle, told) = call_later();
    handle.abort();
    assert!(told.await.is_err());
}

#[tokio::test(start_paused = true)]
async fn the_other_tasks_of_a_join_set_keep_running_after_an_error() {
    let mut set = JoinSet::new();
    set.spawn(async {
        sleep(SECOND).await;
        Err("no milk")
    });
    set.spawn(async {
        sleep(2 * SECOND).await;
        Ok("tea")
    });
    assert_eq!(set.join_next().await.unwrap().unwrap(), Err("no milk"));
    assert_eq!(set.join_next().await.unwrap().unwrap(), Ok("tea"));
}

tokio::task_local! { static REQUEST: u32; }

#[tokio::test]
async fn a_spawned_task_does_not_inherit_task_locals() {
    let inside = REQUEST.scope(7, async {
        let task = tokio::spawn(async { REQUEST.try_with(|it| *it).ok() });
        (REQUEST.get(), task.await.unwrap())
    });
    assert_eq!(inside.await, (7, None));
}
