//! `cargo xtask hint`: one level at a time, so that a nudge stays a nudge.

use crate::{course::Course, message::Problem, say};

/// Shows the hint of this level, from 1.
pub(crate) fn show(
    course: &Course,
    name: &str,
    level: usize,
) -> Result<bool, Problem> {
    let exercise = course.exercise(name)?;
    let file = format!("exercises/{}/hints/{}.md", exercise.folder, exercise.name);
    let text = std::fs::read_to_string(course.root.join(&file))
        .map_err(|error| Problem::new(&format!("{file} cannot be read"), error))?;
    let levels: Vec<_> =
        text.split("\n## ").map(|it| it.trim_start_matches("## ")).collect();
    let levels: Vec<_> =
        levels.into_iter().filter(|it| !it.trim().is_empty()).collect();
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
