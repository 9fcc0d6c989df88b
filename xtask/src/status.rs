//! `cargo xtask` alone: where the learner stands, and what is next.
//!
//! Progress is not stored, it is measured: solved is what passes its check now.

use crate::{
    check::{NOBODY_STOPS_IT, width},
    course::{Course, next},
    message::{BOLD, DIM, GREEN, Problem},
    process::{Limits, Stop},
    progress::Line,
    renew::never_graded,
    say,
    submission::{self, Settings},
};
use std::time::Duration;

/// Long enough for every check there is, short enough to wait for one that hangs.
pub(crate) const LIMIT: Duration = Duration::from_secs(10);

pub(crate) fn show(course: &Course) -> Result<bool, Problem> {
    let exercises: Vec<_> = course.exercises().collect();
    if let Some(first) = exercises.first().filter(|_| never_graded(course)) {
        say!(
            "The exercises are built for the first time: some seconds, and only once."
        );
        say!("Meanwhile, read {}\n", first.readme().display());
    }
    let line = Line::new();
    let settings = Settings {
        limits: Limits { wall: LIMIT },
        color: false,
        width: width(),
        stop: Stop::default(),
        progress: &line,
    };
    let graded = submission::grade(course, &exercises, &settings)?;
    let graded = graded.expect(NOBODY_STOPS_IT);
    drop(line);
    let solved = graded.iter().filter(|it| it.verdict.is_solved()).count();
    say!(
        "{BOLD}awaitlings{BOLD:#}   {solved} of {} exercises solved\n",
        exercises.len()
    );
    let next = next::order(&exercises, None);
    let next = next.into_iter().find(|it| !graded[*it].verdict.is_solved());
    let mut graded = exercises.iter().zip(&graded);
    for lesson in &course.lessons {
        say!("  {}", lesson.folder);
        for (exercise, it) in graded.by_ref().take(lesson.exercises.len()) {
            let mark = match it.verdict.is_solved() {
                true => format!("{GREEN}✔{GREEN:#}"),
                false => format!("{DIM}·{DIM:#}"),
            };
            say!("    {mark} {}", exercise.name);
        }
    }
    match next.map(|it| exercises[it]) {
        None => say!("\nAll solved. What would you build now?"),
        Some(exercise) => {
            say!("\nnext: {BOLD}{}{BOLD:#}", exercise.name);
            say!("  read   {}", exercise.readme().display());
            say!("  run    cargo run -p {}", exercise.lesson());
            say!("  edit   {}", exercise.file().display());
            say!("  check  cargo xtask watch, which grades at every save");
            say!("         cargo xtask check {}, once", exercise.name);
        }
    }
    Ok(true)
}
