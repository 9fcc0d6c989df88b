//! Ends what we started if we are killed and cannot do it ourselves.
//!
//! A second process of this program reads our list of process groups from a pipe. When
//! the pipe ends, the groups that are still on the list are ended.

#[cfg(unix)]
pub(crate) use unix::{begin, forget, run, watch_over};

/// A job ends with the last handle to it, and that is ours.
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

    /// The pipe to the reaper, once there is one.
    static REAPER: Mutex<Option<ChildStdin>> = Mutex::new(None);

    /// The hidden command under which this program is the reaper.
    const COMMAND: &str = "reap";

    /// Starts the reaper. Without one, which a full process table may be the reason for,
    /// all goes on; only being killed then leaves something behind.
    pub(crate) fn begin() {
        let reaper = env::current_exe().and_then(|program| {
            Command::new(program)
                .arg(COMMAND)
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                // What ends our group must not end it as well.
                .process_group(0)
                .spawn()
        });
        if let Ok(mut reaper) = reaper {
            *REAPER.lock().unwrap_or_else(PoisonError::into_inner) =
                reaper.stdin.take();
        }
    }

    /// Tells the reaper of a group.
    pub(crate) fn watch_over(group: u32) {
        tell('+', group);
    }

    /// Tells the reaper that a group is gone.
    pub(crate) fn forget(group: u32) {
        tell('-', group);
    }

    fn tell(sign: char, group: u32) {
        let mut reaper = REAPER.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pipe) = &mut *reaper {
            let _ = pipe.write_all(format!("{sign}{group}\n").as_bytes());
        }
    }

    /// Is the reaper, until its pipe ends.
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
