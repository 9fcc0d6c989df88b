//! `cargo xtask list`: what there is, without grading it.

use crate::{
    course::Course,
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
            let title =
                exercise.title.split_whitespace().collect::<Vec<_>>().join(" ");
            say!("  {:<24} {title}", exercise.name);
        }
    }
    Ok(true)
}
