//! `cargo xtask` alone: how far the learner is, and what is next.
//!
//! Progress is not stored, it is measured: solved is what passes its check now.

use crate::{
    course::Course,
    grading::{
        freshness::never_graded,
        graded::{Graded, count_solved},
        in_place,
        settings::{Settings, USUAL_LIMIT},
    },
    process::Limits,
    terminal::{
        error::Error,
        output::say,
        progress::Line,
        style::{BOLD, DIM, GREEN},
        width,
    },
};

pub(crate) fn show(course: &Course) -> Result<bool, Error> {
    let exercises: Vec<_> = course.exercises().collect();
    if let Some(first) = exercises.first().filter(|_| never_graded(course)) {
        say!(
            "The exercises are built for the first time: some seconds, and only once."
        );
        say!("Meanwhile, read {}\n", first.readme().display());
    }
    let line = Line::new();
    let settings = Settings {
        limits: Limits { wall: USUAL_LIMIT },
        color: false,
        width: width::of_terminal(),
        progress: &line,
    };
    let graded = in_place::grade(course, &exercises, &settings)?;
    drop(line);
    let solved = count_solved(&graded);
    say!(
        "{BOLD}awaitlings{BOLD:#}   {solved} of {} exercises solved\n",
        exercises.len()
    );
    for lesson in &course.lessons {
        if course.is_first_off_track(lesson) {
            say!("  {DIM}not on your track:{DIM:#}");
        }
        say!("  {}", lesson.folder);
        for it in graded.iter().filter(|it| it.exercise.folder == lesson.folder) {
            let mark = match it.is_solved() {
                true => format!("{GREEN}✔{GREEN:#}"),
                false => format!("{DIM}·{DIM:#}"),
            };
            let name = &it.exercise.name;
            let skipped = match course.is_skipped(&it.exercise) {
                true if !it.is_solved() => "   put aside",
                _ => "",
            };
            say!("    {mark} {name}{DIM}{skipped}{DIM:#}");
        }
    }
    tell_next(course, &graded);
    Ok(true)
}

fn tell_next(course: &Course, graded: &[Graded]) {
    let exercises: Vec<_> = graded.iter().map(|it| &it.exercise).collect();
    let next = course.order(&exercises, None).into_iter();
    match next.map(|it| &graded[it]).find(|it| !it.is_solved()) {
        None => say!("\nAll solved. What would you build now?"),
        Some(Graded { exercise, .. }) => {
            say!("\nnext: {BOLD}{}{BOLD:#}", exercise.name);
            say!("  read   {}", exercise.readme().display());
            say!("  run    cargo run -p {}", exercise.lesson());
            say!("  edit   {}", exercise.file().display());
            say!("  check  cargo xtask watch, which grades at every save");
            say!("         cargo xtask check {}, once", exercise.name);
        }
    }
}
