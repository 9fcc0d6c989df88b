//! `cargo xtask skip`: sets an exercise aside, so that a different one is next.

use crate::{
    course::Course,
    terminal::{error::Error, output::say},
};

/// Sets the exercise aside, or with `undo` brings it back.
pub(crate) fn run(course: &Course, name: &str, undo: bool) -> Result<bool, Error> {
    let exercise = course.exercise(name)?;
    course.set_aside(exercise, !undo)?;
    let name = &exercise.name;
    if undo {
        say!("{name} is no longer set aside");
    } else {
        say!("{name} is set aside until the rest of your track is solved");
        say!("To bring it back: cargo xtask skip --undo {name}");
    }
    Ok(true)
}
