//! `cargo xtask solution`: shows the reference solution, whose comment says why it
//! is good.

use crate::{
    course::Course,
    terminal::{error::Error, output::say, style::DIM},
};

pub(crate) fn show(course: &Course, name: &str) -> Result<bool, Error> {
    let exercise = course.exercise(name)?;
    say!("{}", course.reference(exercise)?.trim_end());
    say!("\n{DIM}// {}{DIM:#}", exercise.solution().display());
    Ok(true)
}
