//! What other threads need to know about the loop that runs an attempt: its thread,
//! its time, and whether it is running.

use std::{
    sync::{Arc, OnceLock, mpsc},
    thread::{self, ThreadId},
    time::{Duration, Instant as MachineInstant},
};
use tokio::{
    runtime::{EnterGuard, Handle},
    time::Instant,
};

/// How long a loop may take to answer, in real time.
const PATIENCE: Duration = Duration::from_secs(1);

/// An event loop, its thread, and its clock: for test doubles that an attempt may call
/// from any thread. Clones refer to the same loop.
#[derive(Clone, Debug, Default)]
pub struct EventLoop(Arc<OnceLock<Running>>);

#[derive(Debug)]
struct Running {
    handle: Handle,
    thread: ThreadId,
    start: Instant,
    machine_start: MachineInstant,
}

impl EventLoop {
    /// A loop that has not started.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts the clock, and makes this the loop of the calling thread. Call this on
    /// the loop's thread.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime.
    pub fn begin(&self) {
        self.0.get_or_init(|| Running {
            handle: Handle::current(),
            thread: thread::current().id(),
            start: Instant::now(),
            machine_start: MachineInstant::now(),
        });
    }

    /// Whether the calling thread is the loop's.
    ///
    /// # Panics
    ///
    /// If the loop has not started.
    pub fn is_here(&self) -> bool {
        self.running().thread == thread::current().id()
    }

    /// Until the guard is dropped, timers and tasks that the calling thread creates
    /// belong to the loop.
    ///
    /// # Panics
    ///
    /// If the loop has not started.
    pub fn enter(&self) -> EnterGuard<'_> {
        self.running().handle.enter()
    }

    /// The time since the start on the loop's clock, which is virtual in an observation.
    ///
    /// # Panics
    ///
    /// If the loop has not started.
    pub fn now(&self) -> Duration {
        let _context = self.enter();
        self.running().start.elapsed()
    }

    /// The real time since the start.
    ///
    /// # Panics
    ///
    /// If the loop has not started.
    pub fn machine_now(&self) -> Duration {
        self.running().machine_start.elapsed()
    }

    /// Whether the loop runs a task within a second of real time. Call this from another
    /// thread. `false` if the loop has not started.
    pub fn turns(&self) -> bool {
        let Some(running) = self.0.get() else { return false };
        let (sender, answer) = mpsc::channel();
        running.handle.spawn(async move { sender.send(()).ok() });
        answer.recv_timeout(PATIENCE).is_ok()
    }

    fn running(&self) -> &Running {
        self.0.get().expect("`begin` must be called first")
    }
}

#[cfg(test)]
mod tests {
    use super::EventLoop;
    use crate::observe;
    use std::{thread, time::Duration};
    use tokio::{task::spawn_blocking, time::sleep};

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn another_thread_can_read_the_time_of_the_loop() {
        let observed = observe(async {
            let event_loop = EventLoop::new();
            event_loop.begin();
            sleep(HOUR).await;
            let clone = event_loop.clone();
            let there = thread::spawn(move || (clone.is_here(), clone.now()));
            let there = there.join().unwrap();
            (event_loop.is_here(), there, event_loop.machine_now())
        });
        let &(here, there, machine) = observed.output(None);
        assert!(here);
        assert_eq!(there, (false, HOUR));
        assert!(machine < HOUR);
    }

    #[test]
    fn a_timer_that_another_thread_creates_can_belong_to_the_loop() {
        let observed = observe(async {
            let event_loop = EventLoop::new();
            event_loop.begin();
            let create = move || {
                let _context = event_loop.enter();
                sleep(HOUR)
            };
            spawn_blocking(create).await.unwrap().await;
        });
        observed.output(None);
        assert_eq!(observed.took, HOUR);
    }

    #[test]
    fn a_loop_turns_unless_its_thread_is_blocked() {
        let observed = observe(async {
            let event_loop = EventLoop::new();
            let turns = || {
                let event_loop = event_loop.clone();
                move || event_loop.turns()
            };
            let before_begin = spawn_blocking(turns()).await.unwrap();
            event_loop.begin();
            let free = spawn_blocking(turns()).await.unwrap();
            let blocked = thread::spawn(turns()).join().unwrap();
            (before_begin, free, blocked)
        });
        assert_eq!(*observed.output(None), (false, true, false));
    }
}
