//! How a learner's file differs from the reference solution.

use crate::{
    course::{Course, Exercise},
    grading::preflight,
    terminal::{
        error::Error,
        style::{DIM, GREEN, RED},
    },
};
use similar::{ChangeTag, DiffOp, TextDiff};
use std::ops::Range;

/// The difference from the learner's file to the reference, in colors.
pub(crate) fn to_reference(
    course: &Course,
    exercise: &Exercise,
) -> Result<String, Error> {
    let path = exercise.file().display().to_string();
    let mine = preflight::read(&course.root.join(exercise.file()), &path);
    let mine = mine
        .map_err(|why| Error::CannotDiff { exercise: exercise.name.clone(), why })?;
    let mine = String::from_utf8_lossy(&mine).replace("\r\n", "\n");
    let reference = course.reference(exercise)?;
    let reference_path = exercise.solution().display().to_string();
    Ok(difference(&path, &mine, &reference_path, &reference))
}

/// The difference between `mine`, the text of the file `path`, and `reference`, the
/// text of `reference_path`.
fn difference(
    path: &str,
    mine: &str,
    reference_path: &str,
    reference: &str,
) -> String {
    if mine == reference {
        return format!("{path} is the reference solution, word for word");
    }
    // The comments at the top always differ: one describes the task, the other
    // explains the solution.
    let (mine_from, reference_from) = (head(mine), head(reference));
    let diff = TextDiff::from_lines(
        &mine[mine_from.bytes..],
        &reference[reference_from.bytes..],
    );
    if diff.ratio() == 1.0 {
        return format!(
            "{path} is the reference solution, except for the comment at the top"
        );
    }
    let mut lines = vec![
        format!("{RED}- {path}{RED:#}"),
        format!("{GREEN}+ {reference_path}{GREEN:#}"),
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
    lines.join("\n")
}

/// The comment at the top of a text, and the empty lines below it.
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

/// A hunk's position and number of lines in each complete file: `@@ -13,7 +9,8 @@`.
fn places(hunk: &[DiffOp], mine: &Head, reference: &Head) -> String {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
        return String::new();
    };
    let place = |head: &Head, lines: Range<usize>| {
        // An empty range is identified by the line before it.
        let first = head.lines + lines.start + usize::from(!lines.is_empty());
        format!("{first},{}", lines.len())
    };
    format!(
        "@@ -{} +{} @@",
        place(mine, first.old_range().start..last.old_range().end),
        place(reference, first.new_range().start..last.new_range().end)
    )
}
