//! Blocking that a check can see, without a look at the machine's clock.
//!
//! Who blocks the thread of an observed event loop moves the virtual clock in the middle
//! of a poll, so that everybody else is late by that much. Elsewhere, the loop is asked
//! whether it is free meanwhile: it is not if it waits for that very thread.

use std::{
    cell::RefCell,
    pin::pin,
    sync::mpsc,
    task::{Context, Waker},
    time::Duration,
};
use tokio::{runtime::Handle, task};

/// How long a loop may take to say that it is free. One that is answers at its next
/// turn; only one that never will makes anybody wait for this long.
const PATIENCE: Duration = Duration::from_secs(1);

/// Blocks the calling thread for `duration`, as [`std::thread::sleep`] does.
///
/// On the virtual clock of an exercise this takes no time that you would notice.
pub fn sleep(duration: Duration) {
    if Here::is() {
        // The clock moves at the first poll; what `advance` awaits after that is
        // everybody else's turn, which a blocked thread does not give.
        let mut context = Context::from_waker(Waker::noop());
        let _ = pin!(tokio::time::advance(duration)).poll(&mut context);
        Here::note(Blocked { duration, thread: Thread::Loop(task::try_id()) });
        return;
    }
    let Ok(handle) = Handle::try_current() else {
        return std::thread::sleep(Duration::from_millis(1));
    };
    let (answer, answered) = mpsc::channel();
    handle.spawn(async move {
        // Nobody hears the answer if it comes after `PATIENCE`.
        let thread = match answer.send(()) {
            Ok(()) => Thread::Other,
            Err(_) => Thread::Joined,
        };
        Here::note(Blocked { duration, thread });
    });
    let _ = answered.recv_timeout(PATIENCE);
}

/// A thread that was blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// For how long, as it was asked for.
    pub duration: Duration,
    /// Which thread it was.
    pub thread: Thread,
}

/// Which thread was blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thread {
    /// The loop's own, by this task.
    Loop(Option<task::Id>),
    /// Another one, and the loop went on meanwhile.
    Other,
    /// Another one, but the loop's thread waited for it.
    Joined,
}

thread_local! {
    static HERE: RefCell<Option<Vec<Blocked>>> = const { RefCell::new(None) };
}

/// Says that the calling thread is the one of an observed loop, until it is dropped.
pub(crate) struct Here(Option<Vec<Blocked>>);

impl Here {
    pub(crate) fn enter() -> Self {
        Self(HERE.replace(Some(Vec::new())))
    }

    pub(crate) fn take(&self) -> Vec<Blocked> {
        HERE.with_borrow_mut(|it| it.as_mut().map(std::mem::take).unwrap_or_default())
    }

    fn is() -> bool {
        HERE.with_borrow(Option::is_some)
    }

    fn note(blocked: Blocked) {
        HERE.with_borrow_mut(|it| it.iter_mut().for_each(|all| all.push(blocked)));
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        HERE.set(self.0.take());
    }
}
