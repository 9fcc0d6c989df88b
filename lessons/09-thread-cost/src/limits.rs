//! How many threads the system allows, according to its tightest limit.
//!
//! The story stays far below it. Close to the limit, programs fail in odd places: if a
//! thread has started but has no room for its second stack, which is for signals, it
//! aborts the process.

use std::{fs, process::Command};

/// A number of threads, and the setting that limits it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limit {
    pub(crate) threads: u64,
    pub(crate) by: &'static str,
}

/// The tightest limit that the system reports.
pub(crate) fn tightest() -> Option<Limit> {
    let limits: Vec<Limit> = if cfg!(target_os = "linux") {
        let mapped = read("/proc/sys/vm/max_map_count");
        // A thread needs about four mappings: two stacks, each with a guard page.
        [
            limit(mapped.map(|it| it / 4), "vm.max_map_count"),
            limit(read("/proc/sys/kernel/threads-max"), "kernel.threads-max"),
            limit(read("/proc/sys/kernel/pid_max"), "kernel.pid_max"),
            limit(of_user(), "ulimit -u"),
            limit(of_group(), "pids.max"),
        ]
        .into_iter()
        .flatten()
        .collect()
    } else if cfg!(target_os = "macos") {
        const NAME: &str = "kern.num_taskthreads";
        let answer = Command::new("sysctl").args(["-n", NAME]).output();
        let told =
            answer.ok().and_then(|it| number(&String::from_utf8_lossy(&it.stdout)));
        limit(told, NAME).into_iter().collect()
    } else {
        Vec::new()
    };
    limits.into_iter().min_by_key(|it| it.threads)
}

/// The requested number of threads, but at most an eighth of the limit.
pub(crate) fn well_below(limit: Option<&Limit>, asked: usize) -> usize {
    let eighth = limit.map_or(u64::MAX, |it| it.threads / 8).max(1);
    asked.min(usize::try_from(eighth).unwrap_or(asked))
}

fn limit(threads: Option<u64>, by: &'static str) -> Option<Limit> {
    Some(Limit { threads: threads?, by })
}

fn number(text: &str) -> Option<u64> {
    text.trim().parse().ok()
}

fn read(path: &str) -> Option<u64> {
    number(&fs::read_to_string(path).ok()?)
}

/// The limit on a user's processes, which include all threads.
fn of_user() -> Option<u64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max processes"))?;
    number(line.split_whitespace().next()?)
}

/// The limit of this process's control group, or of a group that contains that group.
fn of_group() -> Option<u64> {
    let groups = fs::read_to_string("/proc/self/cgroup").ok()?;
    let own = groups.lines().find_map(|line| line.strip_prefix("0::"))?;
    let around = std::path::Path::new(own).ancestors();
    let limits = around.filter_map(|group| {
        read(&format!("/sys/fs/cgroup{}/pids.max", group.display()))
    });
    limits.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_stays_at_an_eighth_of_the_limit_and_starts_at_least_one() {
        let limit = |threads| Limit { threads, by: "a test" };
        assert_eq!(well_below(Some(&limit(16_000)), 1000), 1000);
        assert_eq!(well_below(Some(&limit(4000)), 1000), 500);
        assert_eq!(well_below(Some(&limit(3)), 1000), 1);
        assert_eq!(well_below(None, 1000), 1000);
    }
}
