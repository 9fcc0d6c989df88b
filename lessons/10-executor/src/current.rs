//! The loop that runs on this thread, if one does: how `spawn` and `sleep` find it.

use crate::event_loop::Core;
use std::{cell::RefCell, rc::Rc};

thread_local! {
    static CURRENT: RefCell<Option<Rc<Core>>> = const { RefCell::new(None) };
}

/// Makes `core` the loop of this thread, until the guard is dropped.
#[track_caller]
pub(crate) fn enter(core: &Rc<Core>) -> Guard {
    let is_free = CURRENT.with_borrow(Option::is_none);
    assert!(
        is_free,
        "block_on within a poll would stop the loop that polls: await here"
    );
    CURRENT.set(Some(Rc::clone(core)));
    Guard(())
}

/// The thread has no loop any more when this is dropped.
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
        panic!("{what} needs a running loop: call it within block_on")
    })
}

/// Refuses `what`, which waits on the loop `core`, in any other.
#[track_caller]
pub(crate) fn assert_is(core: &Rc<Core>, what: &str) {
    let is_own = with(|current| current.is_some_and(|it| Rc::ptr_eq(it, core)));
    assert!(
        is_own,
        "{what} waits on the loop that it was made in: make a new one here"
    );
}

/// Calls `f` with the current loop; there is none where the thread comes to its end.
pub(crate) fn with<T>(f: impl Fn(Option<&Rc<Core>>) -> T) -> T {
    let called = CURRENT.try_with(|current| f(current.borrow().as_ref()));
    called.unwrap_or_else(|_| f(None))
}
