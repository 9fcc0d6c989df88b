//! The compiler's warnings about a learner's file, in its own words.
//!
//! A warning that has a misconception behind it comes first and is explained. The others
//! come after the failed tests, and only a few of them.

use super::paragraph::{compact_misconception, misconception};
use crate::{
    grading::graded::Graded,
    verdict::{Verdict, Warning},
};

/// How many of the other warnings are shown.
const SHOWN: usize = 3;

/// The warnings with a misconception, and what to do about them.
pub(super) fn explained(
    graded: &Graded,
    width: usize,
    is_compact: bool,
) -> Vec<String> {
    let mut parts = Vec::new();
    let mut slugs = Vec::new();
    for Warning { message, misconception } in &graded.warnings {
        let Some(slug) = misconception else { continue };
        parts.push(message.text.clone());
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    parts.extend(slugs.iter().map(|slug| {
        let known = graded.misconception(slug);
        match is_compact {
            true => compact_misconception(slug, known, width),
            false => misconception(slug, known, width),
        }
    }));
    // Errors come before warnings.
    let has_errors = matches!(graded.verdict, Verdict::DoesNotCompile { .. });
    if !parts.is_empty() && !has_errors {
        parts.push("Fix this first. It may be why the tests fail.".to_owned());
    }
    parts
}

/// The first of the other warnings.
pub(super) fn others(graded: &Graded) -> Vec<String> {
    let others = graded.warnings.iter().filter(|it| it.misconception.is_none());
    let others: Vec<_> = others.map(|it| it.message.text.clone()).collect();
    let mut parts: Vec<_> = others.iter().take(SHOWN).cloned().collect();
    let more = match others.len().saturating_sub(SHOWN) {
        0 => "",
        1 => "… and 1 more warning. ",
        more => &format!("… and {more} more warnings. "),
    };
    if !parts.is_empty() {
        let next = "A warning is not an error, but it may explain the verdict.";
        parts.push(format!("{more}{next}"));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{explained, others};
    use crate::{
        course::Exercise,
        grading::graded::Graded,
        verdict::{Diagnostic, Verdict, Warning},
    };

    fn graded(warnings: &[(&str, Option<&str>)]) -> Graded {
        let exercise = Exercise {
            name: "a".to_owned(),
            package: "a".to_owned(),
            folder: "01-a".to_owned(),
            header: None,
        };
        let warning = |&(text, slug): &(&str, Option<&str>)| {
            let text = text.to_owned();
            let message = Diagnostic { text, ..Diagnostic::default() };
            Warning { message, misconception: slug.map(str::to_owned) }
        };
        let mut graded = Graded::new(exercise, Verdict::MemoryLimit);
        graded.warnings = warnings.iter().map(warning).collect();
        graded
    }

    #[test]
    fn a_misconception_behind_two_warnings_is_explained_once() {
        let graded = graded(&[("one", Some("lazy")), ("two", Some("lazy"))]);
        let parts = explained(&graded, 60, false);
        assert_eq!(parts[..2], ["one", "two"]);
        assert!(parts[2].starts_with("The misconception: lazy"), "{parts:?}");
        assert!(parts[3].starts_with("Fix this first."), "{parts:?}");
        assert_eq!(parts.len(), 4);
        assert_eq!(others(&graded), [""; 0]);
    }

    #[test]
    fn only_a_few_of_the_other_warnings_are_shown() {
        let all = ["a", "b", "c", "d", "e"].map(|it| (it, None));
        assert_eq!(explained(&graded(&all), 60, false), [""; 0]);
        let last = "A warning is not an error, but it may explain the verdict.";
        assert_eq!(others(&graded(&all[..3])), ["a", "b", "c", last]);
        let more = format!("… and 1 more warning. {last}");
        assert_eq!(others(&graded(&all[..4])), ["a", "b", "c", &more]);
        let more = format!("… and 2 more warnings. {last}");
        assert_eq!(others(&graded(&all)), ["a", "b", "c", &more]);
    }
}
