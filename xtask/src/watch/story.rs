//! The lesson's story, told line by line.

use crate::{
    course::{Course, cargo},
    process::{CancellationToken, Priority, Running},
};
use std::{
    io::{BufRead, BufReader, Read},
    thread,
};

/// Runs the story of `lesson` and hands over its lines as they come, then `None`.
pub(super) fn tell(
    course: &Course,
    lesson: &str,
    width: usize,
    token: &CancellationToken,
    line: impl Fn(Option<String>) + Sync,
) {
    let mut command = cargo(&course.root);
    command.args(["run", "--quiet", "--package", lesson, "--", "--width"]);
    // A story draws in no less than this.
    command.arg(width.max(24).to_string());
    match Running::start(command, Priority::Normal, token) {
        Err(error) => line(Some(format!("the story cannot be run: {error}"))),
        Ok(None) => {}
        Ok(Some(child)) => {
            let (output, errors) = (child.output(), child.errors());
            let tell = |said: &mut dyn Read| {
                for said in BufReader::new(said).lines().map_while(Result::ok) {
                    line(Some(said));
                }
            };
            // Side by side: a pipe that is not read would block the story.
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
