//! Whether a thread sleeps until something wakes it, as the system sees it.
//!
//! For loops that should wait, and not look again and again. A thread on its way to
//! sleep may take a lock for a moment, and a busy machine takes the processor from it,
//! so the limits are wide: a loop that does not wait passes them in any case.

use crate::{ThreadHandle, ThreadState};
use std::{fmt, thread, time::Duration};

/// More than any thread needs on its way to sleep.
const MOST: ThreadState = ThreadState {
    asleep: false,
    busy: Duration::from_millis(100),
    sleeps: 20,
    preempted: 50,
};

/// How long the second of two looks is put off.
const BETWEEN_LOOKS: Duration = Duration::from_millis(1);

/// Where the system tells nothing, a thread sleeps after this.
const LONG_ENOUGH: Duration = Duration::from_millis(20);

/// How long a sleep is looked at. A thread that looks again and again does so in less.
const A_WHILE: Duration = Duration::from_millis(80);

/// What a thread does that should sleep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restless {
    /// It keeps the processor busy.
    Busy,
    /// It sleeps, and gets up again and again.
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
    /// Waits until it sleeps, and returns how often it has gone to sleep so far.
    /// `on_look` is called whenever it is found awake, such as
    /// [`crate::Scenario::beat`].
    ///
    /// Where the system does not tell what a thread does, this waits for a moment and
    /// returns `None`; and so it does for a thread that has ended.
    ///
    /// # Errors
    ///
    /// [`Restless`], if it does not go to sleep.
    pub fn falls_asleep(&self, on_look: impl Fn()) -> Result<Option<u64>, Restless> {
        let Some(begun) = self.state() else {
            thread::sleep(LONG_ENOUGH);
            return Ok(None);
        };
        let mut before = begun;
        loop {
            thread::sleep(BETWEEN_LOOKS);
            let Some(now) = self.state() else { return Ok(None) };
            if before.asleep && now.asleep && before.sleeps == now.sleeps {
                return Ok(Some(now.sleeps));
            }
            on_look();
            let since = now.since(begun);
            if since.busy >= MOST.busy || since.preempted >= MOST.preempted {
                return Err(Restless::Busy);
            }
            if since.sleeps > MOST.sleeps {
                return Err(Restless::GetsUp);
            }
            before = now;
        }
    }

    /// Looks for a while whether it sleeps on, which nothing should disturb. It may be
    /// on its way back to sleep when this begins.
    ///
    /// # Errors
    ///
    /// [`Restless::GetsUp`], if it does not.
    pub fn sleeps_on(&self) -> Result<(), Restless> {
        let Some(begun) = self.state() else { return Ok(()) };
        thread::sleep(A_WHILE);
        let slept = self.state().map_or(0, |now| now.since(begun).sleeps);
        if slept > 1 { Err(Restless::GetsUp) } else { Ok(()) }
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

    /// The handle of a thread that does this until the test is over.
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
        (handle.recv().expect("it is sent at once"), end)
    }

    #[derive(Default)]
    struct End(Arc<AtomicBool>);

    impl Drop for End {
        fn drop(&mut self) {
            self.0.store(true, SeqCst);
        }
    }

    #[test]
    fn a_parked_thread_sleeps_on_when_a_few_wakes_have_disturbed_it() {
        let mut few = 10;
        let (handle, _end) = thread_that(move || match few {
            0 => thread::park(),
            _ => {
                few -= 1;
                thread::sleep(Duration::from_micros(100));
            }
        });
        let slept = handle.falls_asleep(|| ()).unwrap();
        assert!(slept.is_some_and(|it| it > 0), "{slept:?}");
        // It may have been seen in one of the short sleeps.
        thread::sleep(Duration::from_millis(20));
        handle.falls_asleep(|| ()).unwrap();
        handle.sleeps_on().unwrap();
    }

    #[test]
    fn a_thread_that_spins_or_yields_is_busy() {
        for spins in [spin_loop as fn(), thread::yield_now] {
            let (handle, _end) = thread_that(spins);
            let looks = Cell::new(0);
            let slept = handle.falls_asleep(|| looks.set(looks.get() + 1));
            assert_eq!(slept, Err(Restless::Busy));
            assert!(looks.get() > 0, "each look is told");
        }
    }

    #[test]
    fn a_thread_that_naps_gets_up_again_and_again() {
        for nap in [Duration::from_micros(300), Duration::from_millis(10)] {
            let (handle, _end) = thread_that(move || thread::sleep(nap));
            // Two short looks may find it asleep, and a longer one does not.
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
