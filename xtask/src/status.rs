//! `cargo xtask` alone: where the learner stands, and what is next.
//!
//! Progress is not stored, it is measured: solved is what passes its check now.

use crate::{
    check::{is_solved, verdicts},
    course::Course,
    message::{BOLD, DIM, GREEN, Problem},
    renew::never_graded,
    say,
};
use std::time::Duration;

/// Long enough for every check there is, short enough to wait for one that hangs.
const LIMIT: Duration = Duration::from_secs(10);

pub(crate) fn show(course: &Course) -> Result<bool, Problem> {
    let exercises: Vec<_> = course.exercises().collect();
    if let Some(first) = exercises.first().filter(|_| never_graded(course)) {
        say!(
            "The exercises are built for the first time: some seconds, and only once."
        );
        say!("Meanwhile, read {}\n", first.readme().display());
    }
    let verdicts = verdicts(course, &exercises, LIMIT)?;
    let solved = verdicts.iter().filter(|it| is_solved(it)).count();
    say!(
        "{BOLD}awaitlings{BOLD:#}   {solved} of {} exercises solved\n",
        exercises.len()
    );
    let mut graded = exercises.iter().zip(&verdicts);
    let mut next = None;
    for lesson in &course.lessons {
        say!("  {}", lesson.folder);
        for (exercise, verdict) in graded.by_ref().take(lesson.exercises.len()) {
            let mark = match is_solved(verdict) {
                true => format!("{GREEN}✔{GREEN:#}"),
                false => format!("{DIM}·{DIM:#}"),
            };
            say!("    {mark} {}", exercise.name);
            if !is_solved(verdict) && next.is_none() {
                next = Some(*exercise);
            }
        }
    }
    match next {
        None => say!("\nAll solved. What would you build now?"),
        Some(exercise) => {
            say!("\nnext: {BOLD}{}{BOLD:#}", exercise.name);
            say!("  read   {}", exercise.readme().display());
            say!("  run    cargo run -p {}", exercise.lesson());
            say!("  edit   {}", exercise.file().display());
            say!("  check  cargo xtask check {}", exercise.name);
        }
    }
    Ok(true)
}
