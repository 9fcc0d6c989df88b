//! `cargo xtask skip`: sets an exercise aside, so that another one comes next.

use crate::{
    course::Course,
    terminal::{error::Error, output::say},
};

/// Sets the exercise aside, or brings it back if `undo` is true.
pub(crate) fn run(course: &Course, name: &str, undo: bool) -> Result<bool, Error> {
    let exercise = course.exercise(name)?;
    course.put_aside(exercise, !undo)?;
    let name = &exercise.name;
    if undo {
        say!("{name} is back on your way");
    } else {
        say!("{name} is set aside until the rest of your track is solved");
        say!("To bring it back: cargo xtask skip --undo {name}");
    }
    Ok(true)
}
