//! smol's executor, for one thread. It has no timers or sockets. The code that drives
//! it parks the thread: here, that is `block_on` from the `futures` crate.

use super::EventLoop;
use async_executor::LocalExecutor;
use futures::executor;
use std::{cell::RefCell, rc::Rc};

pub(crate) struct AsyncExecutor;

thread_local! {
    static CURRENT: RefCell<Rc<LocalExecutor<'static>>> = RefCell::default();
}

impl EventLoop for AsyncExecutor {
    fn block_on<F: Future>(future: F) -> F::Output {
        let local = Rc::new(LocalExecutor::new());
        CURRENT.set(Rc::clone(&local));
        executor::block_on(local.run(future))
    }

    fn spawn<T: 'static>(
        future: impl Future<Output = T> + 'static,
    ) -> impl Future<Output = T> + 'static {
        CURRENT.with_borrow(|it| it.spawn(future))
    }
}
