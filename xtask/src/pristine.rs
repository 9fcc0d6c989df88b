//! Files as the course gave them, out of git's store by the ids in `course.lock`.

use crate::{course::Course, lock::Lock, message::Problem};
use std::{path::Path, process::Command};

/// The text that the file at `path` was given with.
///
/// # Errors
///
/// If nothing is known of it, or git or its store is not there.
pub(crate) fn text(
    course: &Course,
    lock: &Lock,
    path: &Path,
) -> Result<Vec<u8>, Problem> {
    let name = path.display();
    let Some(id) = lock.id(path) else {
        let what = format!("exercises/course.lock does not know {name}");
        return Err(Problem::new(&what, "git restore exercises/course.lock"));
    };
    let git = Command::new("git")
        .args(["cat-file", "blob", id])
        .current_dir(&course.root)
        .output();
    match git {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let next = format!("{}\n{}", said.trim_end(), elsewhere(path));
            Err(Problem::new(
                &format!("git does not have the original {name}"),
                next,
            ))
        }
        Err(error) => {
            let next = format!("{error}\n{}", elsewhere(path));
            Err(Problem::new(
                "git cannot be started, and it keeps the originals",
                next,
            ))
        }
    }
}

fn elsewhere(path: &Path) -> String {
    format!(
        "Without git: download the course again, and copy {} out of it.",
        path.display()
    )
}
