//! `cargo xtask diff`: shows how the learner's file differs from the reference solution.

use crate::{
    course::Course,
    render::difference::to_reference,
    terminal::{error::Error, output::say},
};

pub(crate) fn show(course: &Course, name: &str) -> Result<bool, Error> {
    let exercise = course.exercise(name)?;
    say!("{}", to_reference(course, exercise)?);
    Ok(true)
}
