//! `cargo xtask hint`: shows one level of the hint at a time, so that learners read
//! only as much as they need.

use crate::{
    course::Course,
    terminal::{error::Error, output::say},
};

/// Shows the hint at this level, or all hints. Levels count from 1.
pub(crate) fn show(
    course: &Course,
    name: &str,
    level: usize,
    all: bool,
) -> Result<bool, Error> {
    let exercise = course.exercise(name)?;
    let levels = course.hints(exercise)?;
    if all {
        for level in &levels {
            say!("## {}\n", level.trim_end());
        }
        return Ok(true);
    }
    let Some(hint) = level.checked_sub(1).and_then(|index| levels.get(index)) else {
        let (exercise, levels) = (exercise.name.clone(), levels.len());
        return Err(Error::NoHintLevel { exercise, levels });
    };
    say!("{}", hint.trim_end());
    if level < levels.len() {
        say!("\nmore: cargo xtask hint {} --level {}", exercise.name, level + 1);
    }
    Ok(true)
}
