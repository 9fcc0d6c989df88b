//! Python's loop, measured by a script next to this bench.

use std::{path::Path, process::Command};

/// What the script reports: the version of Python, and the nanoseconds per switch. `None` if
/// there is no python3.
pub(crate) fn switch(tasks: u32, yields: u32) -> Option<(String, f64)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/loops");
    let output = Command::new("python3")
        .arg(directory.join("asyncio_switch.py"))
        .args([tasks, yields].map(|it| it.to_string()))
        .output()
        .ok()
        .filter(|it| it.status.success())?;
    let said = String::from_utf8(output.stdout).ok()?;
    let (version, nanoseconds) = said.trim().split_once(' ')?;
    Some((version.to_owned(), nanoseconds.parse().ok()?))
}
