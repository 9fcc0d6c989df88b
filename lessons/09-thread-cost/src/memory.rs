//! How many addresses and how much memory this process has, as the system reports
//! it.
//!
//! On Linux this is in files below `/proc`. On other kinds of Unix, `ps` prints it, and
//! on Windows, PowerShell does. If none of them answers, the result is `None`.

use std::{
    fs,
    process::{self, Command},
};

/// The memory of this process, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Memory {
    /// Addresses that are set aside, with or without memory.
    pub(crate) reserved: u64,
    /// Memory that is resident because it has been touched.
    pub(crate) touched: u64,
}

impl Memory {
    /// Asks the system.
    pub(crate) fn now() -> Option<Self> {
        if cfg!(target_os = "linux") {
            let status = fs::read_to_string("/proc/self/status").ok()?;
            let rollup = fs::read_to_string("/proc/self/smaps_rollup");
            from_proc(&status, &rollup.unwrap_or_default())
        } else if cfg!(windows) {
            let ask = format!(
                "Get-Process -Id {} | ForEach-Object \
                 {{ $_.VirtualMemorySize64; $_.WorkingSet64 }}",
                process::id()
            );
            let mut powershell = Command::new("powershell");
            two_numbers(powershell.args(["-NoProfile", "-Command", &ask]), 1)
        } else {
            let id = process::id().to_string();
            let mut ps = Command::new("ps");
            two_numbers(ps.args(["-o", "vsz=", "-o", "rss=", "-p", &id]), 1024)
        }
    }

    /// The increase since `before`, divided by `count`.
    pub(crate) fn since(self, before: Self, count: usize) -> Self {
        let each = |now: u64, then| now.saturating_sub(then) / count.max(1) as u64;
        Self {
            reserved: each(self.reserved, before.reserved),
            touched: each(self.touched, before.touched),
        }
    }
}

/// The sum in `status` is only approximate, but the kernel computes `smaps_rollup` page
/// by page when the file is read. Swapped memory is included, because it still belongs
/// to this process.
fn from_proc(status: &str, rollup: &str) -> Option<Memory> {
    let exact = || Some(kib(rollup, "Rss:")? + kib(rollup, "Swap:").unwrap_or(0));
    Some(Memory {
        reserved: kib(status, "VmSize:")?,
        touched: exact().or_else(|| kib(status, "VmRSS:"))?,
    })
}

/// The bytes in a line such as `VmRSS:      1740 kB`.
fn kib(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let number: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(number * 1024)
}

fn two_numbers(command: &mut Command, unit: u64) -> Option<Memory> {
    let answer = command.output().ok()?;
    from_two_numbers(&String::from_utf8_lossy(&answer.stdout), unit)
}

fn from_two_numbers(text: &str, unit: u64) -> Option<Memory> {
    let numbers: Result<Vec<u64>, _> =
        text.split_whitespace().map(str::parse).collect();
    let [reserved, touched] = numbers.ok()?[..] else { return None };
    Some(Memory { reserved: reserved * unit, touched: touched * unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(told: Option<Memory>, reserved: u64, touched: u64) {
        assert_eq!(told, Some(Memory { reserved, touched }));
    }

    #[test]
    fn linux_counts_pages_and_swapped_memory() {
        let status = "VmPeak:\t    9 kB\nVmSize:\t    8 kB\nVmRSS:\t     5 kB\n";
        let rollup = "Rss:       3 kB\nPss:       2 kB\nSwap:      1 kB\n";
        check(from_proc(status, rollup), 8 << 10, 4 << 10);
    }

    #[test]
    fn an_older_linux_gives_an_approximate_sum() {
        check(from_proc("VmSize:\t 8 kB\nVmRSS:\t 5 kB\n", ""), 8 << 10, 5 << 10);
    }

    #[test]
    fn ps_reports_kib_and_powershell_bytes() {
        check(from_two_numbers("  34204  1740\n", 1024), 34204 << 10, 1740 << 10);
        check(
            from_two_numbers("2203318222848\r\n15597568\r\n", 1),
            2203318222848,
            15597568,
        );
    }

    #[test]
    fn an_unexpected_answer_is_none() {
        for text in ["", "12", "no such process", "1 2 3"] {
            assert_eq!(from_two_numbers(text, 1), None, "{text}");
        }
        assert_eq!(from_proc("Name: story\n", ""), None);
    }
}
