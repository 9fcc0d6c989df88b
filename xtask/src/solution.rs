//! `cargo xtask solution` and `diff`: the reference, and how mine differs from it.

use crate::{
    course::Course,
    flaws,
    message::{DIM, GREEN, Problem, RED},
    say,
};
use similar::{ChangeTag, DiffOp, TextDiff};
use std::{fs, ops::Range};

/// Shows the reference solution.
pub(crate) fn show(course: &Course, name: &str) -> Result<bool, Problem> {
    let exercise = course.exercise(name)?;
    say!("{}", reference(course, name)?.trim_end());
    say!("\n{DIM}// {}{DIM:#}", exercise.solution().display());
    Ok(true)
}

/// Shows what leads from the learner's file to the reference.
pub(crate) fn diff(course: &Course, name: &str) -> Result<bool, Problem> {
    say!("{}", difference(course, name)?);
    Ok(true)
}

/// What leads from the learner's file to the reference, in colors.
pub(crate) fn difference(course: &Course, name: &str) -> Result<String, Problem> {
    let exercise = course.exercise(name)?;
    let path = exercise.file();
    let path_text = path.display().to_string();
    let mine = flaws::look(&course.root.join(&path), &path_text).map_err(|why| {
        let next = format!("cargo xtask reset {} brings it back", exercise.name);
        Problem::new(why.trim_end_matches('.'), next)
    })?;
    let mine = String::from_utf8_lossy(&mine).replace("\r\n", "\n");
    let reference = reference(course, name)?;
    if mine == reference {
        return Ok(format!("{path_text} is the reference solution, word for word"));
    }
    // The task and the solution's reasons differ in any case, and nobody asks how.
    let (mine_from, reference_from) = (head(&mine), head(&reference));
    let diff = TextDiff::from_lines(
        &mine[mine_from.bytes..],
        &reference[reference_from.bytes..],
    );
    if diff.ratio() == 1.0 {
        return Ok(format!(
            "{path_text} is the reference solution, but for the comment at its head"
        ));
    }
    let mut lines = vec![
        format!("{RED}- {path_text}{RED:#}"),
        format!("{GREEN}+ {}{GREEN:#}", exercise.solution().display()),
    ];
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        lines.push(format!(
            "{DIM}{}{DIM:#}",
            places(hunk.ops(), &mine_from, &reference_from)
        ));
        lines.extend(hunk.iter_changes().map(|change| {
            let line = change.value().trim_end_matches('\n');
            match change.tag() {
                ChangeTag::Delete => format!("{RED}-{line}{RED:#}"),
                ChangeTag::Insert => format!("{GREEN}+{line}{GREEN:#}"),
                ChangeTag::Equal => format!(" {line}"),
            }
        }));
    }
    Ok(lines.join("\n"))
}

/// The comment that a text begins with, and the empty lines below it.
struct Head {
    bytes: usize,
    lines: usize,
}

fn head(text: &str) -> Head {
    let mut head = Head { bytes: 0, lines: 0 };
    for line in text.split_inclusive('\n') {
        let is_empty = line.trim().is_empty() && head.lines > 0;
        if !line.starts_with("//!") && !is_empty {
            break;
        }
        head.bytes += line.len();
        head.lines += 1;
    }
    head
}

/// Where a hunk stands in the two whole files, and how many lines it has there:
/// `@@ -13,7 +9,8 @@`.
fn places(hunk: &[DiffOp], mine: &Head, reference: &Head) -> String {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
        return String::new();
    };
    let place = |head: &Head, lines: Range<usize>| {
        // Where there is no line, it is the one before that is named.
        let first = head.lines + lines.start + usize::from(!lines.is_empty());
        format!("{first},{}", lines.len())
    };
    format!(
        "@@ -{} +{} @@",
        place(mine, first.old_range().start..last.old_range().end),
        place(reference, first.new_range().start..last.new_range().end)
    )
}

/// The text of the reference solution.
pub(crate) fn reference(course: &Course, name: &str) -> Result<String, Problem> {
    let path = course.exercise(name)?.solution();
    let text = fs::read_to_string(course.root.join(&path)).map_err(|error| {
        let next = format!("{error}\ngit restore {} brings it back", path.display());
        Problem::new(&format!("{} cannot be read", path.display()), next)
    })?;
    // Git writes those line ends on Windows where it is told to.
    Ok(text.replace("\r\n", "\n"))
}
