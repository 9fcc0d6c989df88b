//! `cargo xtask list`: what there is, without grading it.

use crate::{
    course::{Course, Exercise},
    message::{BOLD, DIM, Problem},
    say,
};

pub(crate) fn show(course: &Course) -> Result<bool, Problem> {
    for lesson in &course.lessons {
        say!(
            "{BOLD}{}{BOLD:#}   {DIM}cargo run -p {}{DIM:#}",
            lesson.folder,
            lesson.slug()
        );
        for exercise in &lesson.exercises {
            let Exercise { name, kind, title, .. } = exercise;
            say!("  {name:<24} {kind:<20} {DIM}{title}{DIM:#}");
        }
    }
    Ok(true)
}
