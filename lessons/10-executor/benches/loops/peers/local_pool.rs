//! `LocalPool` from the `futures` crate. It has no timers or sockets, and parks its
//! thread.

use super::EventLoop;
use futures::{
    executor::{self, LocalSpawner},
    task::LocalSpawnExt,
};
use std::cell::RefCell;

pub(crate) struct LocalPool;

thread_local! {
    static CURRENT: RefCell<Option<LocalSpawner>> = const { RefCell::new(None) };
}

impl EventLoop for LocalPool {
    fn block_on<F: Future>(future: F) -> F::Output {
        let mut pool = executor::LocalPool::new();
        CURRENT.set(Some(pool.spawner()));
        pool.run_until(future)
    }

    fn spawn<T: 'static>(
        future: impl Future<Output = T> + 'static,
    ) -> impl Future<Output = T> + 'static {
        CURRENT.with_borrow(|it| {
            let pool = it.as_ref().expect("a loop runs");
            pool.spawn_local_with_handle(future).expect("the pool is there")
        })
    }
}
