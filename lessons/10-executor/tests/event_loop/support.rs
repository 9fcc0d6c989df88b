//! Tools for the tests: futures that count their polls, and wakers that count their
//! wakes.

use executor::{JoinError, block_on, block_on_virtual, sleep, spawn, timeout};
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::{rc::Rc, sync::Arc, thread, time::Duration};

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const MILLI: Duration = Duration::from_millis(1);

/// Runs a future to completion on the virtual clock.
#[track_caller]
pub(crate) fn run<F: Future>(future: F) -> F::Output {
    block_on_virtual(future).unwrap()
}

/// Runs a future on the machine's clock. If a wake is lost, this fails instead of hanging.
#[track_caller]
pub(crate) fn real<F: Future>(future: F) -> F::Output {
    let limited = async { timeout(20 * SECOND, future).await };
    block_on(limited).expect("the loop hangs")
}

/// Spawns a detached task.
#[track_caller]
pub(crate) fn detach<F: Future<Output: 'static> + 'static>(future: F) {
    drop(spawn(future));
}

/// Waits, on the virtual clock, until no task is ready and all wakes have arrived.
pub(crate) async fn settle() {
    sleep(Duration::from_nanos(1)).await;
}

/// Calls the waker on another thread, which has ended when this returns.
pub(crate) fn wake_from_a_thread(waker: Waker) {
    thread::spawn(move || waker.wake()).join().unwrap();
}

pub(crate) fn poll_with<F: Future + Unpin>(
    future: &mut F,
    waker: &Waker,
) -> Poll<F::Output> {
    pin!(future).poll(&mut Context::from_waker(waker))
}

/// The message of a panic.
pub(crate) fn sentence(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref().cloned()).expect("a panic with a message")
}

#[track_caller]
pub(crate) fn refusal<T>(f: impl FnOnce() -> T) -> String {
    let Err(panic) = catch_unwind(AssertUnwindSafe(f)) else {
        panic!("it was not refused")
    };
    sentence(&*panic)
}

#[track_caller]
pub(crate) fn panic_of<T>(joined: Result<T, JoinError>) -> String {
    match joined {
        Err(JoinError::Panicked(panic)) => sentence(&*panic),
        Err(JoinError::Cancelled) => panic!("the task was canceled"),
        Ok(_) => panic!("the task has an output"),
    }
}

#[track_caller]
pub(crate) fn assert_cancelled<T>(joined: Result<T, JoinError>) {
    match joined {
        Err(JoinError::Cancelled) => {}
        Err(JoinError::Panicked(panic)) => {
            panic!("it panicked: {}", sentence(&*panic))
        }
        Ok(_) => panic!("the task has an output"),
    }
}

/// A future that counts its polls, keeps its latest waker, and is ready when told.
#[derive(Clone, Default)]
pub(crate) struct Spy(Rc<Seen>);

#[derive(Default)]
struct Seen {
    polls: Cell<u32>,
    waker: RefCell<Option<Waker>>,
    is_done: Cell<bool>,
}

impl Spy {
    pub(crate) fn polls(&self) -> u32 {
        self.0.polls.get()
    }

    pub(crate) fn waker(&self) -> Waker {
        self.0.waker.borrow().clone().expect("it was polled")
    }

    /// Makes the future ready at its next poll.
    pub(crate) fn finish(&self) {
        self.0.is_done.set(true);
    }
}

impl Future for Spy {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.0.polls.set(self.0.polls.get() + 1);
        self.0.waker.replace(Some(cx.waker().clone()));
        if self.0.is_done.get() { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// A waker that counts its wakes. The strong count is the number of its clones.
#[derive(Default)]
pub(crate) struct Wakes(AtomicUsize);

impl Wakes {
    pub(crate) fn new() -> (Arc<Self>, Waker) {
        let wakes = Arc::new(Self::default());
        (Arc::clone(&wakes), Waker::from(wakes))
    }

    pub(crate) fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// The number of wakers that exist.
    pub(crate) fn wakers(self: &Arc<Self>) -> usize {
        Arc::strong_count(self) - 1
    }
}

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// A waker that runs user code when it is called and when it is dropped.
pub(crate) struct Hooked {
    pub(crate) on_wake: fn(),
    pub(crate) on_drop: fn(),
}

impl Wake for Hooked {
    fn wake(self: Arc<Self>) {
        (self.on_wake)();
    }
}

impl Drop for Hooked {
    fn drop(&mut self) {
        (self.on_drop)();
    }
}

/// Calls a function when it is dropped.
pub(crate) struct OnDrop<F: FnMut()>(pub(crate) F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
