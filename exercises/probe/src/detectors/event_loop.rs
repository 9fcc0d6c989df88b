//! The loop that runs an attempt, as its other threads need it: which thread is the
//! loop's, what time it is there, and whether it turns.

use std::{
    sync::{Arc, OnceLock, mpsc},
    thread::{self, ThreadId},
    time::{Duration, Instant as MachineInstant},
};
use tokio::{
    runtime::{EnterGuard, Handle},
    time::Instant,
};

/// How long a loop may take to say that it turns.
const PATIENCE: Duration = Duration::from_secs(1);

/// An event loop, its thread, and its clock, for something that an attempt may call
/// from any thread. Clones are the same loop.
#[derive(Clone, Debug, Default)]
pub struct EventLoop(Arc<OnceLock<Home>>);

#[derive(Debug)]
struct Home {
    handle: Handle,
    thread: ThreadId,
    start: Instant,
    machine_start: MachineInstant,
}

impl EventLoop {
    /// A loop that has not begun.
    pub fn new() -> Self {
        Self::default()
    }

    /// It is the calling thread's, and its time begins: call this on the loop.
    pub fn begin(&self) {
        self.0.get_or_init(|| Home {
            handle: Handle::current(),
            thread: thread::current().id(),
            start: Instant::now(),
            machine_start: MachineInstant::now(),
        });
    }

    /// Whether the calling thread is the loop's.
    pub fn is_here(&self) -> bool {
        self.home().thread == thread::current().id()
    }

    /// Makes timers and tasks that are created here the loop's, until the guard is
    /// dropped.
    pub fn enter(&self) -> EnterGuard<'_> {
        self.home().handle.enter()
    }

    /// The time since it began, on the loop's clock, which is virtual in an
    /// observation.
    pub fn now(&self) -> Duration {
        let _context = self.enter();
        self.home().start.elapsed()
    }

    /// The time since it began, on the machine's clock.
    pub fn machine_now(&self) -> Duration {
        self.home().machine_start.elapsed()
    }

    /// Asks the loop whether it turns, from another thread. One that has not begun
    /// does not.
    pub fn turns(&self) -> bool {
        let Some(home) = self.0.get() else { return false };
        let (sender, answer) = mpsc::channel();
        home.handle.spawn(async move { sender.send(()).ok() });
        answer.recv_timeout(PATIENCE).is_ok()
    }

    fn home(&self) -> &Home {
        self.0.get().expect("it begins before anything asks for it")
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
    fn another_thread_can_tell_the_time_of_the_loop() {
        let observed = observe(async {
            let home = EventLoop::new();
            home.begin();
            sleep(HOUR).await;
            let theirs = home.clone();
            let there = thread::spawn(move || (theirs.is_here(), theirs.now()));
            (home.is_here(), there.join().unwrap(), home.machine_now())
        });
        let &(here, there, machine) = observed.output(None);
        assert!(here);
        assert_eq!(there, (false, HOUR));
        assert!(machine < HOUR);
    }

    #[test]
    fn a_timer_that_another_runtime_creates_can_be_the_loops() {
        let observed = observe(async {
            let home = EventLoop::new();
            home.begin();
            let create = move || {
                let _context = home.enter();
                sleep(HOUR)
            };
            spawn_blocking(create).await.unwrap().await;
        });
        observed.output(None);
        assert_eq!(observed.took, HOUR);
    }

    #[test]
    fn a_loop_turns_unless_its_thread_is_kept() {
        let observed = observe(async {
            let home = EventLoop::new();
            let turns = || {
                let home = home.clone();
                move || home.turns()
            };
            let begun = spawn_blocking(turns()).await.unwrap();
            home.begin();
            let free = spawn_blocking(turns()).await.unwrap();
            let kept = thread::spawn(turns()).join().unwrap();
            (begun, free, kept)
        });
        assert_eq!(*observed.output(None), (false, true, false));
    }
}
