//! What a program may use. Time and output are limited on every system. Memory and CPU time
//! are limited only on Linux, where one process can limit another.

use std::{process::ExitStatus, time::Duration};

/// In bytes: far more than any exercise needs, and not too much for a small machine.
pub(crate) const MEMORY: u64 = 1 << 30;

/// The limits of one program.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// The limit on wall-clock time. CPU time has the same limit.
    pub(crate) wall: Duration,
}

impl Limits {
    /// Applies the limits that the system enforces to a process that has just started.
    #[cfg(target_os = "linux")]
    pub(super) fn apply(self, id: u32) {
        use rustix::process::{Pid, Resource, Rlimit, prlimit};
        let seconds = self.wall.as_secs() + 1;
        let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) else {
            return;
        };
        for (resource, soft, hard) in [
            (Resource::Data, MEMORY, MEMORY),
            // At the soft limit, the system sends a signal that identifies the reason.
            (Resource::Cpu, seconds, seconds + 1),
            // Don't leave a core file behind if a learner's code aborts.
            (Resource::Core, 0, 0),
        ] {
            let limit = Rlimit { current: Some(soft), maximum: Some(hard) };
            // This fails if the process has exited, or if an outer limit is lower.
            let _ = prlimit(Some(pid), resource, limit);
        }
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn apply(self, _id: u32) {
        let _ = MEMORY;
    }
}

/// Whether the system killed a program because it had used up its CPU time.
pub(super) fn is_out_of_cpu(status: ExitStatus) -> bool {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::process::ExitStatusExt;
        status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = status;
        false
    }
}

/// The CPU time that all threads of a process have used.
///
/// It is in `/proc/ID/stat`, fields 14 and 15, in clock ticks: see proc_pid_stat(5).
#[cfg(target_os = "linux")]
pub(super) fn cpu_time(id: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The second field is the program's name in parentheses, which may contain any text.
    let (_, fields) = stat.rsplit_once(") ")?;
    let used = fields.split(' ').skip(11).take(2).map(str::parse::<u64>);
    let ticks: u64 = used.sum::<Result<_, _>>().ok()?;
    let second = rustix::param::clock_ticks_per_second();
    Some(Duration::from_millis(1000 * ticks / second))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn cpu_time(_id: u32) -> Option<Duration> {
    None
}
