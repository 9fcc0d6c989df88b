//! Detects whether another cargo process is waiting for the one that we run.
//!
//! Cargo locks the target directory while it builds. Linux lists all locks and the
//! processes waiting for them. Other systems have no such list, so another cargo
//! process must wait there until our build has finished.

use std::path::Path;

/// True if another cargo process is waiting for the lock on this target directory.
#[cfg(target_os = "linux")]
pub(crate) fn is_waited_for(target: &Path) -> bool {
    use std::{fs, os::unix::fs::MetadataExt};
    let lock = fs::metadata(target.join("debug").join(".cargo-lock"));
    let locks = fs::read_to_string("/proc/locks");
    lock.is_ok_and(|lock| locks.is_ok_and(|locks| waits(&locks, lock.ino())))
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn is_waited_for(_target: &Path) -> bool {
    false
}

/// See proc_locks(5). In `1: -> FLOCK  ADVISORY  WRITE 4711 fe:01:3670135 0 EOF`,
/// process 4711 is waiting for the file with inode number 3670135.
#[cfg(target_os = "linux")]
fn waits(locks: &str, file: u64) -> bool {
    let file = format!(":{file}");
    let waiting = locks.lines().filter(|it| it.contains(" -> "));
    waiting.flat_map(str::split_whitespace).any(|it| it.ends_with(&file))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::waits;

    #[test]
    fn one_that_waits_is_told_from_one_that_holds() {
        let held = "1: FLOCK  ADVISORY  WRITE 4711 fe:01:367 0 EOF\n";
        let waiting = "1: -> FLOCK  ADVISORY  WRITE 4712 fe:01:367 0 EOF\n";
        assert!(!waits(held, 367));
        assert!(waits(&format!("{held}{waiting}"), 367));
        assert!(!waits(&format!("{held}{waiting}"), 67));
        assert!(!waits("", 367));
    }
}
