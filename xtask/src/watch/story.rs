//! Runs the lesson's story, and shows it line by line.

use crate::{
    course::{Course, cargo},
    process::{CancellationToken, Priority, Running},
};
use std::{
    io::{BufRead, BufReader, Read},
    thread,
};

/// Runs the story of `lesson`. Calls `line` with each line as it is printed, then with
/// `None`.
pub(super) fn tell(
    course: &Course,
    lesson: &str,
    width: usize,
    token: &CancellationToken,
    line: impl Fn(Option<String>) + Sync,
) {
    line(Some(format!("building the story of {lesson} …")));
    let mut command = cargo(&course.root);
    command.args(["run", "--quiet", "--package", lesson, "--", "--width"]);
    // Stories don't accept smaller widths.
    command.arg(width.max(24).to_string());
    match Running::start(command, Priority::Normal, token) {
        Err(error) => line(Some(format!("can't run the story: {error}"))),
        Ok(None) => {}
        Ok(Some(child)) => {
            let (output, errors) = (child.output(), child.errors());
            let tell = |said: &mut dyn Read| {
                for said in BufReader::new(said).lines().map_while(Result::ok) {
                    line(Some(said));
                }
            };
            // Both pipes are read at the same time, because a full pipe would block
            // the story.
            thread::scope(|scope| {
                scope.spawn(|| errors.map(|mut it| tell(&mut it)));
                if let Some(mut output) = output {
                    tell(&mut output);
                }
            });
        }
    }
    line(None);
}
