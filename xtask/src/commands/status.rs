//! `cargo xtask` alone: which exercises are solved, and which is next.
//!
//! Progress is not stored but measured: an exercise is solved if it passes its check
//! now. An untouched exercise can't be solved, so it is not built.

use crate::{
    course::{Course, Exercise},
    grading::{
        freshness::never_graded,
        graded::Graded,
        in_place,
        settings::{Settings, USUAL_LIMIT},
    },
    process::{Limits, Priority},
    terminal::{
        error::Error,
        output::say,
        progress::Line,
        style::{BOLD, DIM, GREEN},
        width,
    },
};
use std::collections::HashSet;

pub(crate) fn show(course: &Course) -> Result<bool, Error> {
    let exercises: Vec<_> = course.exercises().collect();
    let solved = solved(course)?;
    say!(
        "{BOLD}awaitlings{BOLD:#}   {} of {} exercises solved\n",
        solved.len(),
        exercises.len()
    );
    for lesson in &course.lessons {
        if course.is_first_off_track(lesson) {
            say!("  {DIM}not on your track:{DIM:#}");
        }
        say!("  {}", lesson.folder);
        for it in &lesson.exercises {
            let mark = match solved.contains(&*it.name) {
                true => format!("{GREEN}✔{GREEN:#}"),
                false => format!("{DIM}·{DIM:#}"),
            };
            let name = &it.name;
            let skipped = match course.is_skipped(it) && !solved.contains(name) {
                true => "   set aside",
                false => "",
            };
            say!("    {mark} {name}{DIM}{skipped}{DIM:#}");
        }
    }
    let order = course.order(&exercises, None).into_iter();
    tell_next(
        course,
        order.map(|it| exercises[it]).find(|it| !solved.contains(&*it.name)),
    );
    Ok(true)
}

/// The names of the exercises that pass their checks. Untouched exercises are not
/// built.
fn solved(course: &Course) -> Result<HashSet<String>, Error> {
    let mut begun = Vec::new();
    for exercise in course.exercises() {
        if !course.is_untouched(exercise)? {
            begun.push(exercise);
        }
    }
    let Some(first) = begun.first() else { return Ok(HashSet::new()) };
    if never_graded(course) {
        say!(
            "Building the exercises that you have begun. This happens once and takes \
             a few seconds.\nIn the meantime, read {}.\n",
            first.readme().display()
        );
    }
    let line = Line::new();
    let settings = Settings {
        limits: Limits { wall: USUAL_LIMIT },
        color: false,
        width: width::of_terminal(),
        priority: Priority::Normal,
        progress: &line,
    };
    let graded = in_place::grade(course, &begun, &settings)?;
    let solved = graded.into_iter().filter(Graded::is_solved);
    Ok(solved.map(|it| it.exercise.name).collect())
}

fn tell_next(course: &Course, next: Option<&Exercise>) {
    let Some(exercise) = next else {
        return say!("\nAll solved. What would you build now?");
    };
    say!("\nnext: {BOLD}{}{BOLD:#}", exercise.name);
    say!("  read   {}", exercise.readme().display());
    say!("  run    cargo run -p {}", exercise.lesson());
    if course.track().is_some_and(|it| it.twins) {
        say!("  twin   python3 lessons/{}/python/twin.py", exercise.folder);
    }
    say!("  edit   {}", exercise.file().display());
    say!("  check  cargo xtask watch, which regrades on every save");
    say!("         cargo xtask check {}, once", exercise.name);
}
