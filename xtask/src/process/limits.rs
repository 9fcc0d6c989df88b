//! What a program may use. Time and output are limited everywhere; memory and processor
//! time where the system lets us limit another process, which is Linux.

use std::{process::ExitStatus, time::Duration};

/// Far more than any exercise needs, and little enough for a small machine to survive.
pub(crate) const MEMORY: u64 = 1 << 30;

/// Limits of one program.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// By the clock on the wall; the processor may be used for as long as well.
    pub(crate) wall: Duration,
}

impl Limits {
    /// Applies the limits that the system enforces to a process that was just started.
    #[cfg(target_os = "linux")]
    pub(super) fn apply(self, id: u32) {
        use rustix::process::{Pid, Resource, Rlimit, prlimit};
        let seconds = self.wall.as_secs() + 1;
        let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) else {
            return;
        };
        for (resource, soft, hard) in [
            (Resource::Data, MEMORY, MEMORY),
            // At the soft limit comes a signal that tells the reason.
            (Resource::Cpu, seconds, seconds + 1),
            // A learner's abort leaves no file behind.
            (Resource::Core, 0, 0),
        ] {
            let limit = Rlimit { current: Some(soft), maximum: Some(hard) };
            // It fails where the process has ended, or an outer limit is lower.
            let _ = prlimit(Some(pid), resource, limit);
        }
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn apply(self, _id: u32) {
        let _ = MEMORY;
    }
}

/// Whether the system ended a program because it had used its processor time.
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

/// The processor time that a process has used, with all of its threads.
///
/// `/proc/ID/stat`, fields 14 and 15, in clock ticks: proc_pid_stat(5).
#[cfg(target_os = "linux")]
pub(super) fn cpu_time(id: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The second field is a name in parentheses, and may hold anything.
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
