//! `cargo xtask hint`: one level at a time, so that a nudge stays a nudge.

use crate::{
    course::{Course, Exercise},
    message::Problem,
    say,
};

/// Shows the hint of this level, from 1, or all of them.
pub(crate) fn show(
    course: &Course,
    name: &str,
    level: usize,
    all: bool,
) -> Result<bool, Problem> {
    let exercise = course.exercise(name)?;
    let levels = levels(course, exercise)?;
    if all {
        for level in &levels {
            say!("## {}\n", level.trim_end());
        }
        return Ok(true);
    }
    let Some(hint) = level.checked_sub(1).and_then(|index| levels.get(index)) else {
        let what =
            format!("{} has hints of levels 1 to {}", exercise.name, levels.len());
        return Err(Problem::new(&what, "choose one of them with --level"));
    };
    say!("{}", hint.trim_end());
    if level < levels.len() {
        say!("\nmore: cargo xtask hint {} --level {}", exercise.name, level + 1);
    }
    Ok(true)
}

/// The hints of an exercise, from a nudge to almost the answer, each with its title.
pub(crate) fn levels(
    course: &Course,
    exercise: &Exercise,
) -> Result<Vec<String>, Problem> {
    let path = exercise.hints();
    let text =
        std::fs::read_to_string(course.root.join(&path)).map_err(|error| {
            let next =
                format!("{error}\ngit restore {} brings it back", path.display());
            Problem::new(&format!("{} cannot be read", path.display()), next)
        })?;
    let levels = text.split("\n## ").map(|it| it.trim_start_matches("## "));
    let levels: Vec<_> =
        levels.filter(|it| !it.trim().is_empty()).map(str::to_owned).collect();
    if levels.is_empty() {
        let what = format!("{} has no hints", exercise.name);
        let next = format!("its lesson helps on: {}", exercise.readme().display());
        return Err(Problem::new(&what, next));
    }
    Ok(levels)
}
