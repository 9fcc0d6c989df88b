//! What a program may use. Time and output are limited on every system. CPU time, the size
//! of files, and open files are limited on Unix, and memory on Linux: macOS accepts that
//! limit, but does not enforce it.
//!
//! The system enforces the limits of a process that has set them itself, so the runner
//! starts each program through a hidden command of its own. That process sets its own
//! limits and then becomes the program: the process id stays the same, and none of the
//! program's code runs without limits.

use std::{ffi::OsStr, io, path::Path, process::ExitStatus, time::Duration};

/// In bytes. This is far more than any exercise needs, but not too much for a small
/// machine.
pub(crate) const MEMORY: u64 = 1 << 30;

/// The limits of one program.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// The limit on wall-clock time. CPU time has the same limit.
    pub(crate) wall: Duration,
}

impl Limits {
    /// The limits for the system to enforce.
    pub(super) fn resources(self) -> Resources {
        Resources {
            memory: MEMORY,
            file_size: 16 << 20,
            open_files: Some(1024),
            cpu_seconds: Some(self.wall.as_secs() + 1),
        }
    }
}

/// The limits for the system to enforce on a process and on each process that it starts.
#[derive(Clone, Copy)]
pub(crate) struct Resources {
    /// In bytes.
    memory: u64,
    /// The size of the largest file that it may write, in bytes.
    file_size: u64,
    /// `None` leaves the limit as it is.
    open_files: Option<u64>,
    /// `None` leaves the limit as it is.
    cpu_seconds: Option<u64>,
}

/// For cargo and each compiler and linker that it starts. The largest of them uses about
/// half a gibibyte. CPU time is not limited, because a slow machine needs a lot of it for
/// the dependencies. Instead, the runner watches cargo's progress.
pub(crate) const COMPILER: Resources = Resources {
    memory: 4 << 30,
    file_size: 1 << 30,
    open_files: None,
    cpu_seconds: None,
};

#[cfg(unix)]
pub(super) use unix::limited;
#[cfg(unix)]
pub(crate) use unix::{CANNOT_RUN, become_program, remember_runner};

/// A job object could limit memory, but only unsafe code can set that limit.
#[cfg(not(unix))]
pub(super) fn limited(
    command: std::process::Command,
    resources: Resources,
) -> std::process::Command {
    let Resources { memory, file_size, open_files, cpu_seconds } = resources;
    let _not_enforced = (memory, file_size, open_files, cpu_seconds);
    command
}

#[cfg(not(unix))]
pub(crate) fn remember_runner() {}

/// The exit code of a program that could not be started. A Windows program has no such
/// code, because the runner starts it directly.
#[cfg(not(unix))]
pub(crate) const CANNOT_RUN: i32 = i32::MIN;

#[cfg(unix)]
mod unix {
    use super::{PAUSE, Resources, TRIES, is_being_linked};
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use std::{
        env,
        ffi::OsString,
        os::unix::process::CommandExt,
        path::PathBuf,
        process::{Command, ExitCode},
        sync::OnceLock,
        thread,
    };

    /// The hidden command that makes this program another one.
    const COMMAND: &str = "limit";

    /// The exit code of a program that could not be started.
    pub(crate) const CANNOT_RUN: i32 = 126;

    /// This program. The path is recorded early, because it can no longer be determined
    /// once the runner has been rebuilt.
    static RUNNER: OnceLock<PathBuf> = OnceLock::new();

    /// Records the path of this program. Until this is called, programs have no limits.
    pub(crate) fn remember_runner() {
        if let Ok(program) = env::current_exe() {
            RUNNER.get_or_init(|| program);
        }
    }

    /// The command that sets the limits and then becomes `command`.
    pub(crate) fn limited(command: Command, resources: Resources) -> Command {
        let Some(runner) = RUNNER.get() else { return command };
        let mut limited = Command::new(runner);
        let Resources { memory, file_size, open_files, cpu_seconds } = resources;
        let numbers = [Some(memory), Some(file_size), open_files, cpu_seconds];
        limited.arg(COMMAND);
        limited.args(numbers.map(|it| it.unwrap_or(u64::MAX).to_string()));
        limited.arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => limited.env(name, value),
                None => limited.env_remove(name),
            };
        }
        if let Some(folder) = command.get_current_dir() {
            limited.current_dir(folder);
        }
        limited
    }

    /// If these are the arguments of the hidden command, this process becomes the program
    /// that they name. Returns the exit code if that fails.
    pub(crate) fn become_program(
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Option<ExitCode> {
        let mut arguments = arguments.into_iter().skip(1);
        if arguments.next()? != COMMAND {
            return None;
        }
        for resource in
            [Resource::Data, Resource::Fsize, Resource::Nofile, Resource::Cpu]
        {
            let limit = arguments.next()?.to_str()?.parse().ok()?;
            // At the soft limit, the system sends a signal that identifies the reason.
            let grace = u64::from(resource == Resource::Cpu);
            lower(resource, limit, limit.saturating_add(grace));
        }
        // Don't leave a core file behind if a learner's code aborts.
        lower(Resource::Core, 0, 0);
        let mut command = Command::new(arguments.next()?);
        command.args(arguments);
        let mut error = command.exec();
        for _ in 0..TRIES {
            if !is_being_linked(command.get_program(), &error) {
                break;
            }
            thread::sleep(PAUSE);
            error = command.exec();
        }
        let program = command.get_program().to_string_lossy();
        eprintln!("can't start {program}: {error}");
        Some(ExitCode::from(CANNOT_RUN as u8))
    }

    /// Lowers a limit. A limit that is already lower is kept.
    fn lower(resource: Resource, soft: u64, hard: u64) {
        let now = getrlimit(resource);
        let lower =
            |now: Option<u64>, limit| Some(now.map_or(limit, |it| it.min(limit)));
        let limit = Rlimit {
            current: lower(now.current, soft),
            maximum: lower(now.maximum, hard),
        };
        // On a system that doesn't support this limit, the program runs without it.
        let _ = setrlimit(resource, limit);
    }
}

/// How many times to retry starting a program that is being linked, and how long to wait
/// in between.
pub(super) const TRIES: u32 = 100;
pub(super) const PAUSE: Duration = Duration::from_millis(20);

/// True if another runner may be linking this program right now. Until the linker is
/// done, the file is missing, busy, or not executable, so trying again helps. We don't
/// link programs that are found on the PATH.
pub(super) fn is_being_linked(program: &OsStr, error: &io::Error) -> bool {
    use io::ErrorKind::{ExecutableFileBusy, NotFound, PermissionDenied};
    Path::new(program).is_absolute()
        && matches!(error.kind(), ExecutableFileBusy | NotFound | PermissionDenied)
}

/// True if the system killed a program because its CPU time was used up.
pub(super) fn is_out_of_cpu(status: ExitStatus) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
    }
    #[cfg(not(unix))]
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
