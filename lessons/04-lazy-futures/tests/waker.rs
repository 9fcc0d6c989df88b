//! A waker is made from an `Arc` of a type that implements `Wake`.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    task::{Context, Wake, Waker},
};
use tokio::task::yield_now;

struct CountWakes(AtomicU32);

impl Wake for CountWakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Relaxed);
    }
}

#[test]
fn a_waker_calls_wake_on_the_value_that_it_was_made_from() {
    let counter = Arc::new(CountWakes(AtomicU32::new(0)));
    let waker = Waker::from(Arc::clone(&counter));
    let mut context = Context::from_waker(&waker);

    // `yield_now` wakes its own task, once.
    let mut future = Box::pin(yield_now());
    assert!(future.as_mut().poll(&mut context).is_pending());
    assert_eq!(counter.0.load(Relaxed), 1);
    assert!(future.as_mut().poll(&mut context).is_ready());
    assert_eq!(counter.0.load(Relaxed), 1);
}
