//! Calls from threads other than the loop's, to something that takes time.
//!
//! On another thread, such a call returns immediately. If the loop's thread waits for
//! the caller, the loop's clock must advance by the length of the call, so that other
//! tasks are late by an exact amount.

use crate::{
    Shared,
    thread::{self, Thread},
};
use std::{mem, time::Duration};

/// Records calls from other threads. Clones share the same record.
#[derive(Clone, Default)]
pub struct ForeignCalls(Shared<Calls>);

#[derive(Clone, Default)]
struct Calls {
    /// Whether there was a call.
    any: bool,
    /// Whether the loop's thread waited for the first caller.
    joined: bool,
    /// How far the virtual clock still has to advance.
    owed: Duration,
}

impl ForeignCalls {
    /// A record without calls.
    pub fn new() -> Self {
        Self::default()
    }

    /// Records a call that takes this long. Call this on the other thread. The first
    /// call finds out whether the loop is waiting for the calling thread, which may
    /// take a second of real time.
    pub fn call(&self, takes: Duration) {
        let is_first = !mem::replace(&mut self.0.lock().any, true);
        if is_first {
            thread::sleep(takes);
            let joined = |it: &thread::Blocked| it.thread == Thread::Joined;
            self.0.lock().joined = thread::blocked().iter().any(joined);
        }
        let mut calls = self.0.lock();
        if calls.joined {
            calls.owed += takes;
        }
    }

    /// Advances the loop's clock by the length of the calls that its thread has waited
    /// for. Call this on the loop's thread.
    pub fn settle(&self) {
        let owed = mem::take(&mut self.0.lock().owed);
        if !owed.is_zero() {
            thread::sleep(owed);
        }
    }

    /// Whether there was a call.
    pub fn any(&self) -> bool {
        self.0.lock().any
    }

    /// Waits until there is a call, but no longer than `patience` of real time.
    pub fn wait(&self, patience: Duration) {
        self.0.wait_until(patience, |it| it.any);
    }

    /// Whether the loop's thread waited for the caller.
    pub fn joined(&self) -> bool {
        self.0.lock().joined
    }

    /// Whether the loop's clock has advanced by the time that the calls took.
    pub fn is_settled(&self) -> bool {
        let calls = self.0.get();
        !calls.any || (calls.joined && calls.owed.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::ForeignCalls;
    use crate::observe;
    use std::{thread, time::Duration};
    use tokio::task::spawn_blocking;

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn a_call_takes_time_only_if_the_loop_waits_for_its_thread() {
        for (joins, took) in [(true, 2 * HOUR), (false, Duration::ZERO)] {
            let calls = ForeignCalls::new();
            assert!(calls.is_settled());
            let theirs = calls.clone();
            let observed = observe(async move {
                let there = theirs.clone();
                let call = move || (0..2).for_each(|_| there.call(HOUR));
                if joins {
                    thread::spawn(call).join().unwrap();
                } else {
                    spawn_blocking(call).await.unwrap();
                }
                assert!(!theirs.is_settled());
                theirs.settle();
            });
            observed.output(None);
            assert_eq!(observed.took, took);
            assert!(calls.any());
            assert_eq!((calls.joined(), calls.is_settled()), (joins, joins));
        }
    }
}
