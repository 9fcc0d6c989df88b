//! The lesson's story, told line by line.

use crate::{
    course::{Course, cargo},
    process::{Running, Stop},
};
use std::io::{BufRead, BufReader, Read};

/// Runs the story of `lesson` and hands over its lines as they come, then `None`.
pub(super) fn tell(
    course: &Course,
    lesson: &str,
    stop: &Stop,
    line: impl Fn(Option<String>),
) {
    let mut command = cargo(&course.root);
    command.args(["run", "--quiet", "--package", lesson]);
    match Running::start(command, stop) {
        Err(error) => line(Some(format!("the story cannot be run: {error}"))),
        Ok(None) => {}
        Ok(Some(child)) => {
            let output = child.output().map(BufReader::new);
            for said in output.into_iter().flat_map(BufRead::lines) {
                match said {
                    Ok(said) => line(Some(said)),
                    Err(_) => break,
                }
            }
            let mut complaint = String::new();
            if let Some(mut errors) = child.lock().stderr().take() {
                // What is no text is no reason that could be read.
                let _ = errors.read_to_string(&mut complaint);
            }
            complaint.lines().for_each(|it| line(Some(it.to_owned())));
        }
    }
    line(None);
}
