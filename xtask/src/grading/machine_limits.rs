//! Limits of the machine that are too low for a check.
//!
//! Where a user may run only a few processes or open only a few files, a check fails that
//! would pass elsewhere. In that case, the machine is to blame, not the attempt. An
//! attempt that keeps starting threads or opening files reaches the limits of any
//! machine, so it is rejected.

use super::program::Outcome;
use crate::process::Output;

/// The fewest threads and processes that a user must be able to have.
const PROCESSES: u64 = 1024;

/// The fewest files that a program must be able to have open.
const FILES: u64 = 256;

/// What the standard library reports if the system refuses a thread or a process, or a file.
/// These are the messages of `EAGAIN` and `EMFILE`.
const NO_PROCESS: &str = "Resource temporarily unavailable";
const NO_FILE: &str = "Too many open files";

/// The limit that a program has reached, and what to do about it; `None` if there is none, or
/// if it is high enough for every check.
pub(super) fn reached(outcome: &Outcome) -> Option<String> {
    let finished = &outcome.finished;
    let said = [&finished.output, &finished.errors].map(Output::text).concat();
    explain(&said, processes(), files())
}

fn explain(
    said: &str,
    processes: Option<u64>,
    files: Option<u64>,
) -> Option<String> {
    let processes =
        processes.filter(|it| *it < PROCESSES && said.contains(NO_PROCESS));
    let files = files.filter(|it| *it < FILES && said.contains(NO_FILE));
    let (least, limit, what, option) = match (processes, files) {
        (Some(limit), _) => (PROCESSES, limit, "processes and threads", "-u"),
        (_, Some(limit)) => (FILES, limit, "open files", "-n"),
        (None, None) => return None,
    };
    Some(format!(
        "This machine allows only {limit} {what}, and the check reached that limit.\n\
         Raise the limit to {least} or more (ulimit {option}, or the settings of the container), \
         and run it again."
    ))
}

/// The limit on a user's processes and threads, or on those of our container.
#[cfg(target_os = "linux")]
fn processes() -> Option<u64> {
    use rustix::process::{Resource, getrlimit};
    let ours = getrlimit(Resource::Nproc).current;
    ours.into_iter().chain(limits_of_groups()).min()
}

/// The limits of our control group and those above: see cgroups(7). The two versions of
/// control groups keep these files in different places.
#[cfg(target_os = "linux")]
fn limits_of_groups() -> Vec<u64> {
    use std::{fs, path::Path};
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let limits = groups.lines().flat_map(|line| {
        let mut fields = line.splitn(3, ':').skip(1);
        let (kind, path) = (fields.next(), fields.next().unwrap_or_default());
        let root = Path::new("/sys/fs/cgroup");
        let root = match kind {
            Some("") => Some(root.to_owned()),
            Some("pids") => Some(root.join("pids")),
            _ => None,
        };
        let group = root.map(|it| it.join(path.trim_start_matches('/')));
        let above = group.iter().flat_map(|it| it.ancestors());
        let limit = |it: &Path| fs::read_to_string(it.join("pids.max")).ok();
        // Without a limit, the file says `max`.
        above
            .filter_map(limit)
            .filter_map(|it| it.trim().parse().ok())
            .collect::<Vec<_>>()
    });
    limits.collect()
}

#[cfg(all(unix, not(target_os = "linux")))]
fn processes() -> Option<u64> {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::Nproc).current
}

#[cfg(unix)]
fn files() -> Option<u64> {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::Nofile).current
}

#[cfg(not(unix))]
fn processes() -> Option<u64> {
    None
}

#[cfg(not(unix))]
fn files() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::explain;

    #[test]
    fn only_a_low_limit_that_was_reached_is_to_blame() {
        let no_thread =
            "Os { code: 11, message: \"Resource temporarily unavailable\" }";
        let no_file = "Os { code: 24, message: \"Too many open files\" }";
        let check =
            |said: &str, limits: [Option<u64>; 2], expected: Option<&str>| {
                let found = explain(said, limits[0], limits[1]);
                match expected {
                    None => assert_eq!(found, None, "{said}"),
                    Some(part) => assert!(found.unwrap().contains(part), "{said}"),
                }
            };
        check(no_thread, [Some(60), Some(4096)], Some("only 60 processes"));
        check(no_thread, [Some(4096), Some(64)], None);
        check(no_thread, [None, None], None);
        check(no_file, [Some(60), Some(64)], Some("only 64 open files"));
        check(no_file, [Some(60), Some(256)], None);
        check("answered 41", [Some(60), Some(64)], None);
    }
}
