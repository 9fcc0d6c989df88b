//! The loop that runs on this thread, if there is one. `spawn` and `sleep` find it here.

use crate::event_loop::Core;
use std::{cell::RefCell, rc::Rc};

thread_local! {
    static CURRENT: RefCell<Option<Rc<Core>>> = const { RefCell::new(None) };
}

/// Makes `core` the loop of this thread until the guard is dropped.
#[track_caller]
pub(crate) fn enter(core: &Rc<Core>) -> Guard {
    let is_free = CURRENT.with_borrow(Option::is_none);
    assert!(
        is_free,
        "block_on inside a poll would block the running loop: use .await instead"
    );
    CURRENT.set(Some(Rc::clone(core)));
    Guard(())
}

/// As long as this exists, the thread has a loop.
pub(crate) struct Guard(());

impl Drop for Guard {
    fn drop(&mut self) {
        CURRENT.set(None);
    }
}

#[track_caller]
pub(crate) fn get(what: &str) -> Rc<Core> {
    let core = with(|core| core.map(Rc::clone));
    core.unwrap_or_else(|| {
        panic!("{what} needs a running loop: call it inside block_on")
    })
}

/// Panics unless `core`, the loop that `what` was created on, is the loop of this thread.
#[track_caller]
pub(crate) fn assert_is(core: &Rc<Core>, what: &str) {
    let is_own = with(|current| current.is_some_and(|it| Rc::ptr_eq(it, core)));
    assert!(
        is_own,
        "{what} belongs to the loop that it was created on: create a new one here"
    );
}

/// Calls `f` with the current loop. A thread that is exiting and has dropped its
/// thread-locals has none.
pub(crate) fn with<T>(f: impl Fn(Option<&Rc<Core>>) -> T) -> T {
    let called = CURRENT.try_with(|current| f(current.borrow().as_ref()));
    called.unwrap_or_else(|_| f(None))
}
