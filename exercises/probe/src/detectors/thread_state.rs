//! What the system tells about a thread: whether it sleeps, and what it has done so far.
//!
//! Only Linux tells it, in `/proc`. Elsewhere there is no state, and a check can't
//! notice a thread that keeps the processor busy within one call.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// A snapshot of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadState {
    /// Whether it sleeps now, until something wakes it. A thread never sees this of
    /// itself.
    pub asleep: bool,
    /// How long it has had the processor. A system that doesn't count nanoseconds
    /// counts in steps of 10 ms.
    pub busy: Duration,
    /// How often it has gone to sleep. A lock that is taken for a moment counts.
    pub sleeps: u64,
    /// How often the system has taken the processor from it.
    pub preempted: u64,
}

impl ThreadState {
    /// The calling thread's. `None` where the system doesn't tell it.
    pub fn of_this_thread() -> Option<Self> {
        Self::read(Path::new("/proc/thread-self"))
    }

    /// Makes a call, and returns what the calling thread did during it.
    pub fn during<T>(call: impl FnOnce() -> T) -> (T, Option<Self>) {
        let before = Self::of_this_thread();
        let output = call();
        let after = Self::of_this_thread();
        (output, after.zip(before).map(|(after, before)| after.since(before)))
    }

    /// What it has done since `before`; whether it sleeps is as it is in `self`.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            asleep: self.asleep,
            busy: self.busy.saturating_sub(before.busy),
            sleeps: self.sleeps.saturating_sub(before.sleeps),
            preempted: self.preempted.saturating_sub(before.preempted),
        }
    }

    fn read(directory: &Path) -> Option<Self> {
        let status = fs::read_to_string(directory.join("status")).ok()?;
        let field = |name: &str| status.lines().find_map(|it| it.strip_prefix(name));
        Some(Self {
            asleep: field("State:")?.trim_start().starts_with('S'),
            busy: nanoseconds(directory).or_else(|| ticks(directory))?,
            sleeps: field("voluntary_ctxt_switches:")?.trim().parse().ok()?,
            preempted: field("nonvoluntary_ctxt_switches:")?.trim().parse().ok()?,
        })
    }
}

/// The exact time, where the kernel was built to count it.
fn nanoseconds(directory: &Path) -> Option<Duration> {
    let times = fs::read_to_string(directory.join("schedstat")).ok()?;
    let nanoseconds = times.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// The time in hundredths of a second, which every kernel counts.
fn ticks(directory: &Path) -> Option<Duration> {
    let stat = fs::read_to_string(directory.join("stat")).ok()?;
    // The thread's name is in parentheses, and may contain anything.
    let (_, fields) = stat.rsplit_once(')')?;
    // `utime` and `stime`: the fields 14 and 15 of `proc_pid_stat(5)`.
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks = ticks.map(|it| it.parse::<u64>().ok()).sum::<Option<u64>>()?;
    Some(Duration::from_millis(10 * ticks))
}

/// A thread whose state any thread can read. Clones are the same thread.
#[derive(Clone, Debug)]
pub struct ThreadHandle(Option<PathBuf>);

impl ThreadHandle {
    /// The calling thread.
    pub fn of_this_thread() -> Self {
        let id = fs::read_link("/proc/thread-self").ok();
        Self(id.map(|it| Path::new("/proc").join(it)))
    }

    /// Its state. `None` if it has ended, or where the system doesn't tell it.
    pub fn state(&self) -> Option<ThreadState> {
        ThreadState::read(self.0.as_deref()?)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::{sync::mpsc, thread};

    /// A thread that sleeps until it is told to end, and its handle.
    fn sleeper() -> (mpsc::Sender<()>, ThreadHandle, thread::JoinHandle<()>) {
        let ((end, ends), (tell, handle)) = (mpsc::channel(), mpsc::channel());
        let thread = thread::Builder::new().name(") S 9 0 0 0 0 (".to_owned());
        let thread = thread.spawn(move || {
            tell.send(ThreadHandle::of_this_thread()).ok();
            ends.recv().ok();
        });
        let handle = handle.recv().expect("it is sent before the thread sleeps");
        (end, handle, thread.expect("the system has one more thread"))
    }

    const NOTHING: ThreadState =
        ThreadState { asleep: true, busy: Duration::ZERO, sleeps: 0, preempted: 0 };

    #[test]
    fn a_thread_that_waits_is_asleep_and_does_nothing() {
        let (end, handle, thread) = sleeper();
        // It may be on its way to sleep in the first looks, but not forever.
        let slept = (0..100).any(|_| {
            let before = handle.state().unwrap();
            thread::sleep(Duration::from_millis(20));
            let since = handle.state().unwrap().since(before);
            before.asleep && before.sleeps > 0 && since == NOTHING
        });
        assert!(slept, "{:?}", handle.state());
        drop(end);
        thread.join().unwrap();
        while handle.state().is_some() {
            thread::yield_now();
        }
    }

    #[test]
    fn a_thread_that_spins_is_busy_and_awake() {
        let before = ThreadState::of_this_thread().unwrap();
        let since = loop {
            let since = ThreadState::of_this_thread().unwrap().since(before);
            if since.busy >= Duration::from_millis(30) {
                break since;
            }
        };
        assert!(!since.asleep, "{since:?}");
    }

    #[test]
    fn every_sleep_counts() {
        let (output, did) = ThreadState::during(|| {
            (0..5).for_each(|_| thread::sleep(Duration::from_millis(1)));
            7
        });
        assert!(output == 7 && did.unwrap().sleeps >= 5, "{did:?}");
    }

    /// The exact time and the coarse one are of the same thread.
    #[test]
    fn both_ways_to_count_agree() {
        let this = Path::new("/proc/thread-self");
        let Some(exact) = nanoseconds(this) else { return };
        let coarse = ticks(this).unwrap();
        assert!(coarse.abs_diff(exact) < Duration::from_millis(100), "{coarse:?}");
    }

    #[test]
    fn a_name_does_not_hide_the_ticks() {
        let (end, handle, thread) = sleeper();
        // Fields that were counted from within the name are no time, or a long one.
        let ticks = ticks(handle.0.as_deref().unwrap());
        assert!(ticks.is_some_and(|it| it < Duration::from_secs(1)), "{ticks:?}");
        drop(end);
        thread.join().unwrap();
    }
}
