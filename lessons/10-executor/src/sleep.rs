//! The timers of the loop, and the future that sets one.

use crate::clock::{Moment, nanos};
use crate::{current, event_loop::Core};
use std::task::{Context, Poll, Waker};
use std::{collections::BTreeMap, fmt, pin::Pin, rc::Rc, time::Duration};

/// The wakers of all sleeps, by deadline. The first entry is the next to fire.
/// Sleeps with the same deadline fire in the order in which they were created.
pub(crate) type Timers = BTreeMap<Deadline, Waker>;
pub(crate) type Deadline = (Moment, u64);

/// How long the loop has been running, on its own clock.
///
/// # Panics
///
/// If no loop runs on this thread. Call it inside the future passed to `block_on`.
#[must_use]
#[track_caller]
pub fn elapsed() -> Duration {
    Duration::from_nanos(current::get("elapsed").clock.now())
}

/// A future that is ready `duration` after this call, on the loop's clock.
///
/// The longest sleep ends 584 years after the loop began.
///
/// # Panics
///
/// If no loop runs on this thread. Call it inside the future passed to `block_on`.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    let core = current::get("sleep");
    let due = core.clock.now().saturating_add(nanos(duration));
    core.sleeps.set(core.sleeps.get() + 1);
    Sleep { deadline: (due, core.sleeps.get()), core }
}

/// The future of [`sleep`].
///
/// Dropping it removes its timer from the loop.
///
/// # Panics
///
/// If the sleep is polled outside the loop that it was created on.
#[must_use = "a future does nothing until it is awaited"]
pub struct Sleep {
    deadline: Deadline,
    core: Rc<Core>,
}

impl fmt::Debug for Sleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sleep")
            .field("due", &Duration::from_nanos(self.deadline.0))
            .finish()
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        current::assert_is(&self.core, "a sleep");
        if self.deadline.0 <= self.core.clock.now() {
            return Poll::Ready(());
        }
        let waker = cx.waker().clone();
        let former = self.core.timers.borrow_mut().insert(self.deadline, waker);
        // Dropped after the borrow has ended, because dropping a waker may run user
        // code.
        drop(former);
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let waker = self.core.timers.borrow_mut().remove(&self.deadline);
        drop(waker);
    }
}
