//! The state of a thread as the system reports it: whether it sleeps, and how much
//! processor time it has used so far.
//!
//! Only Linux reports this, in `/proc`. On other systems the state is unknown, and a
//! check can't detect a thread that keeps the processor busy within one call.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// A snapshot of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadState {
    /// Whether the thread is asleep until something wakes it. Always `false` when a
    /// thread reads its own state.
    pub asleep: bool,
    /// Processor time used so far. In steps of 10 ms if the kernel does not count
    /// nanoseconds.
    pub busy: Duration,
    /// How often the thread has gone to sleep. A short wait for a lock counts, too.
    pub sleeps: u64,
    /// How often the system has preempted the thread.
    pub preempted: u64,
}

impl ThreadState {
    /// The state of the calling thread. `None` if the system doesn't report it.
    pub fn of_this_thread() -> Option<Self> {
        Self::read(Path::new("/proc/thread-self"))
    }

    /// Calls a function, and returns its output and what the calling thread did during
    /// the call.
    pub fn during<T>(call: impl FnOnce() -> T) -> (T, Option<Self>) {
        let before = Self::of_this_thread();
        let output = call();
        let after = Self::of_this_thread();
        (output, after.zip(before).map(|(after, before)| after.since(before)))
    }

    /// The difference from `before`, an earlier snapshot. `asleep` is copied from
    /// `self`.
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

/// The exact processor time, if the kernel was built to count it.
fn nanoseconds(directory: &Path) -> Option<Duration> {
    let times = fs::read_to_string(directory.join("schedstat")).ok()?;
    let nanoseconds = times.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// The processor time in hundredths of a second, which every kernel counts.
fn ticks(directory: &Path) -> Option<Duration> {
    let stat = fs::read_to_string(directory.join("stat")).ok()?;
    // The thread's name is in parentheses and may itself contain parentheses.
    let (_, fields) = stat.rsplit_once(')')?;
    // `utime` and `stime`: fields 14 and 15 in proc_pid_stat(5).
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks = ticks.map(|it| it.parse::<u64>().ok()).sum::<Option<u64>>()?;
    Some(Duration::from_millis(10 * ticks))
}

/// A thread whose state other threads can read. Clones refer to the same thread.
#[derive(Clone, Debug)]
pub struct ThreadHandle(Option<PathBuf>);

impl ThreadHandle {
    /// The calling thread.
    pub fn of_this_thread() -> Self {
        let id = fs::read_link("/proc/thread-self").ok();
        Self(id.map(|it| Path::new("/proc").join(it)))
    }

    /// The thread's state. `None` if it has ended or the system doesn't report it.
    pub fn state(&self) -> Option<ThreadState> {
        ThreadState::read(self.0.as_deref()?)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::{sync::mpsc, thread};

    /// Starts a thread that sleeps until the sender is dropped.
    fn sleeper() -> (mpsc::Sender<()>, ThreadHandle, thread::JoinHandle<()>) {
        let ((end, ends), (tell, handle)) = (mpsc::channel(), mpsc::channel());
        let thread = thread::Builder::new().name(") S 9 0 0 0 0 (".to_owned());
        let thread = thread.spawn(move || {
            tell.send(ThreadHandle::of_this_thread()).ok();
            ends.recv().ok();
        });
        let handle = handle.recv().expect("the thread sends its handle first");
        (end, handle, thread.expect("the system can start one more thread"))
    }

    const NOTHING: ThreadState =
        ThreadState { asleep: true, busy: Duration::ZERO, sleeps: 0, preempted: 0 };

    #[test]
    fn a_waiting_thread_is_asleep_and_uses_no_processor_time() {
        let (end, handle, thread) = sleeper();
        // The thread may not be asleep yet.
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
    fn a_spinning_thread_is_busy_and_awake() {
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

    #[test]
    fn exact_and_coarse_processor_times_agree() {
        let this = Path::new("/proc/thread-self");
        let Some(exact) = nanoseconds(this) else { return };
        let coarse = ticks(this).unwrap();
        assert!(coarse.abs_diff(exact) < Duration::from_millis(100), "{coarse:?}");
    }

    #[test]
    fn a_thread_name_with_parentheses_does_not_shift_the_fields() {
        let (end, handle, thread) = sleeper();
        // If the fields were shifted, the time would be missing or far too long.
        let ticks = ticks(handle.0.as_deref().unwrap());
        assert!(ticks.is_some_and(|it| it < Duration::from_secs(1)), "{ticks:?}");
        drop(end);
        thread.join().unwrap();
    }
}
