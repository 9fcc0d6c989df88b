//! Kills the programs that the runner started if the runner itself is killed before it
//! can do so.
//!
//! The reaper is a second process that runs the same executable. Through a pipe, the
//! runner tells it which process groups exist. The pipe closes when the runner ends, and
//! then the reaper kills all groups that are still on its list.

#[cfg(unix)]
pub(crate) use unix::{begin, forget, run, watch_over};

/// On Windows, a job is killed when its last handle is closed, and the runner has the only
/// one.
#[cfg(not(unix))]
mod elsewhere {
    pub(crate) fn begin() {}
    pub(crate) fn watch_over(_group: u32) {}
    pub(crate) fn forget(_group: u32) {}
    pub(crate) fn run() {}
}
#[cfg(not(unix))]
pub(crate) use elsewhere::{begin, forget, run, watch_over};

#[cfg(unix)]
mod unix {
    use rustix::process::{Pid, Signal, kill_process_group};
    use std::{
        collections::BTreeSet,
        env,
        io::{Write, stdin},
        os::unix::process::CommandExt,
        process::{ChildStdin, Command, Stdio},
        sync::{Mutex, PoisonError},
    };

    /// The pipe to the reaper, once `begin` has created it.
    static REAPER: Mutex<Option<ChildStdin>> = Mutex::new(None);

    /// The hidden command that makes this program the reaper.
    const COMMAND: &str = "reap";

    /// Starts the reaper. If that fails, for example because the process table is full,
    /// the runner works without a reaper; then programs survive if the runner is killed.
    pub(crate) fn begin() {
        let reaper = env::current_exe().and_then(|program| {
            Command::new(program)
                .arg(COMMAND)
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                // A signal that kills the runner's group must not kill the reaper.
                .process_group(0)
                .spawn()
        });
        if let Ok(mut reaper) = reaper {
            *REAPER.lock().unwrap_or_else(PoisonError::into_inner) =
                reaper.stdin.take();
        }
    }

    /// Adds a group to the reaper's list.
    pub(crate) fn watch_over(group: u32) {
        tell('+', group);
    }

    /// Removes a group from the reaper's list.
    pub(crate) fn forget(group: u32) {
        tell('-', group);
    }

    fn tell(sign: char, group: u32) {
        let mut reaper = REAPER.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pipe) = &mut *reaper {
            let _ = pipe.write_all(format!("{sign}{group}\n").as_bytes());
        }
    }

    /// Runs the reaper until its pipe closes.
    pub(crate) fn run() {
        let mut groups = BTreeSet::new();
        for line in stdin().lines().map_while(Result::ok) {
            match (line.get(..1), line.get(1..).map(str::parse::<i32>)) {
                (Some("+"), Some(Ok(group))) => drop(groups.insert(group)),
                (Some("-"), Some(Ok(group))) => drop(groups.remove(&group)),
                _ => {}
            }
        }
        for group in groups.into_iter().filter_map(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}
