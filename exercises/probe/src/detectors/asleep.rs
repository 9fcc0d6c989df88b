//! Asks the system whether a thread sleeps until something wakes it.
//!
//! This is for loops that should wait instead of polling. On its way to sleep, a
//! thread may wait briefly for a lock, and a busy machine may preempt it, so the
//! limits are generous. A loop that never waits still exceeds them.

use crate::{ThreadHandle, ThreadState};
use std::{fmt, thread, time::Duration};

/// Limits that no thread reaches on its way to sleep.
const LIMITS: ThreadState = ThreadState {
    asleep: false,
    busy: Duration::from_millis(100),
    sleeps: 20,
    preempted: 50,
};

/// How long to wait between two checks of the thread.
const LOOK_INTERVAL: Duration = Duration::from_millis(1);

/// How long to wait for a thread whose state the system does not report.
const ASSUMED_ASLEEP: Duration = Duration::from_millis(20);

/// How long a sleep must last. In this time, a thread that polls every 100 ms wakes up
/// twice.
const MIN_SLEEP: Duration = Duration::from_millis(250);

/// What a thread that should sleep does instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restless {
    /// The thread keeps the processor busy.
    Busy,
    /// The thread sleeps, but wakes up over and over.
    GetsUp,
}

impl fmt::Display for Restless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Busy => "does not sleep: it keeps the processor busy",
            Self::GetsUp => "wakes up over and over to check",
        })
    }
}

impl ThreadHandle {
    /// Waits until the thread sleeps, and returns how often it has gone to sleep so far.
    /// `on_look` is called each time the thread is found awake; pass, for example,
    /// [`crate::Scenario::beat`].
    ///
    /// If the thread has ended, or the system does not report its state, this waits
    /// briefly and returns `None`.
    ///
    /// # Errors
    ///
    /// [`Restless`] if the thread does not go to sleep.
    pub fn falls_asleep(&self, on_look: impl Fn()) -> Result<Option<u64>, Restless> {
        let Some(begun) = self.state() else {
            thread::sleep(ASSUMED_ASLEEP);
            return Ok(None);
        };
        let mut before = begun;
        loop {
            thread::sleep(LOOK_INTERVAL);
            let Some(now) = self.state() else { return Ok(None) };
            if before.asleep && now.asleep && before.sleeps == now.sleeps {
                return Ok(Some(now.sleeps));
            }
            on_look();
            let since = now.since(begun);
            if since.busy >= LIMITS.busy || since.preempted >= LIMITS.preempted {
                return Err(Restless::Busy);
            }
            if since.sleeps > LIMITS.sleeps {
                return Err(Restless::GetsUp);
            }
            before = now;
        }
    }

    /// Checks for 250 ms of real time that the thread stays asleep. The thread may be
    /// going back to sleep when this is called.
    ///
    /// # Errors
    ///
    /// [`Restless::GetsUp`] if the thread wakes up.
    pub fn sleeps_on(&self) -> Result<(), Restless> {
        let Some(begun) = self.state() else { return Ok(()) };
        thread::sleep(MIN_SLEEP);
        let sleeps = self.state().map_or(0, |now| now.since(begun).sleeps);
        if sleeps > 1 { Err(Restless::GetsUp) } else { Ok(()) }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::{
        cell::Cell,
        hint::spin_loop,
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering::SeqCst},
            mpsc,
        },
    };

    /// Starts a thread that calls `act` until the returned `End` is dropped.
    fn thread_that(mut act: impl FnMut() + Send + 'static) -> (ThreadHandle, End) {
        let (tell, handle) = mpsc::channel();
        let end = End::default();
        let is_over = Arc::clone(&end.0);
        thread::spawn(move || {
            tell.send(ThreadHandle::of_this_thread()).ok();
            while !is_over.load(SeqCst) {
                act();
            }
        });
        (handle.recv().expect("the thread sends its handle first"), end)
    }

    #[derive(Default)]
    struct End(Arc<AtomicBool>);

    impl Drop for End {
        fn drop(&mut self) {
            self.0.store(true, SeqCst);
        }
    }

    #[test]
    fn a_parked_thread_is_asleep_even_after_a_few_short_sleeps() {
        let mut few = 10;
        let (handle, _end) = thread_that(move || match few {
            0 => thread::park(),
            _ => {
                few -= 1;
                thread::sleep(Duration::from_micros(100));
            }
        });
        handle.falls_asleep(|| ()).unwrap();
        // This may have caught one of the short sleeps, or a sleep that the system had
        // not counted yet.
        thread::sleep(Duration::from_millis(20));
        let slept = handle.falls_asleep(|| ()).unwrap();
        assert!(slept.is_some_and(|it| it > 0), "{slept:?}");
        handle.sleeps_on().unwrap();
    }

    #[test]
    fn a_thread_that_spins_or_yields_is_busy() {
        for spins in [spin_loop as fn(), thread::yield_now] {
            let (handle, _end) = thread_that(spins);
            let looks = Cell::new(0);
            let slept = handle.falls_asleep(|| looks.set(looks.get() + 1));
            assert_eq!(slept, Err(Restless::Busy));
            assert!(looks.get() > 0, "`on_look` is called");
        }
    }

    #[test]
    fn a_thread_that_sleeps_in_a_loop_is_restless() {
        for nap in [300, 10_000, 100_000].map(Duration::from_micros) {
            let (handle, _end) = thread_that(move || thread::sleep(nap));
            // `falls_asleep` may catch the thread asleep, but `sleeps_on` sees it wake
            // up.
            let slept = handle.falls_asleep(|| ()).and_then(|_| handle.sleeps_on());
            assert_eq!(slept, Err(Restless::GetsUp), "{nap:?}");
        }
    }

    #[test]
    fn a_thread_that_has_ended_is_not_waited_for() {
        let thread = thread::spawn(ThreadHandle::of_this_thread);
        let handle = thread.join().unwrap();
        while handle.state().is_some() {
            thread::yield_now();
        }
        assert_eq!(handle.falls_asleep(|| ()), Ok(None));
        assert_eq!(handle.sleeps_on(), Ok(()));
    }
}
