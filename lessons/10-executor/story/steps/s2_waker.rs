//! Step 2: a waker that really wakes.
//!
//! Between two polls the thread sleeps, until the waker rings a bell. The bell remembers that
//! it was rung: a wake that comes before the sleep begins is not slept through. It is our own
//! bell, and not `thread::park`, whose token the polled code may use up for itself.

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// Runs `future` until it is ready.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(Arc::clone(&bell));
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        bell.wait();
    }
}

/// Ends the sleep of the loop, from whichever thread it is rung.
#[derive(Default)]
struct Bell {
    is_rung: Mutex<bool>,
    rings: Condvar,
}

impl Bell {
    fn wait(&self) {
        let is_rung =
            self.rings.wait_while(lock(&self.is_rung), |is_rung| !*is_rung);
        *is_rung.unwrap_or_else(PoisonError::into_inner) = false;
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        *lock(&self.is_rung) = true;
        self.rings.notify_one();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
