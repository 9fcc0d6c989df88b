//! The failed tests of an attempt, for people.
//!
//! Nothing is printed twice: tests that fail in the same way share a part, a
//! misconception is explained only where it first appears, and a panic's message is
//! not repeated.

use super::paragraph::{few, misconception, wrapped};
use crate::{
    course::kind::Kind,
    grading::graded::Graded,
    terminal::style::{BOLD, indented},
    verdict::{Failure, Verdict},
};

/// One part for each kind of failure. If `withholds` is true, misconceptions are
/// left out.
pub(super) fn all(
    failures: &[Failure],
    graded: &Graded,
    width: usize,
    withholds: bool,
) -> Vec<String> {
    let mut alike: Vec<Vec<&Failure>> = Vec::new();
    for failure in failures {
        match alike.iter_mut().find(|it| are_alike(it[0], failure)) {
            Some(others) => others.push(failure),
            None => alike.push(vec![failure]),
        }
    }
    let mut explained = Vec::new();
    let part = |it: &Vec<&Failure>| {
        let (text, slug) = part(it, &explained, graded, width, withholds);
        explained.extend(slug.map(str::to_owned));
        text
    };
    alike.iter().map(part).collect()
}

pub(super) fn are_alike(a: &Failure, b: &Failure) -> bool {
    let parts = |it: &Failure| {
        let words = without_task_ids(said(it));
        (words, it.misconception.clone(), it.picture.clone())
    };
    parts(a) == parts(b)
}

/// A test's explanation in words: what it measured, or else its whole message.
pub(super) fn said(failure: &Failure) -> &str {
    failure.measured.as_deref().unwrap_or(&failure.text)
}

/// Removes task ids. They appear in messages about panics inside tasks, but differ
/// from test to test and tell the learner nothing.
fn without_task_ids(text: &str) -> Vec<String> {
    let mut parts = text.split("::Panic(Id(");
    let first = parts.next().unwrap_or_default().to_owned();
    let digit = |it: char| it.is_ascii_digit();
    let others = parts.map(|it| it.trim_start_matches(digit).to_owned());
    [first].into_iter().chain(others).collect()
}

/// The part, and the misconception that it explains.
fn part<'a>(
    alike: &[&'a Failure],
    explained: &[String],
    graded: &Graded,
    width: usize,
    withholds: bool,
) -> (String, Option<&'a str>) {
    let names: Vec<_> = alike.iter().map(|it| it.test.as_str()).collect();
    let first = alike[0];
    let mut paragraphs = vec![measured(first, width)];
    paragraphs.extend(first.picture.as_deref().map(|it| indented(it, "  ")));
    paragraphs.extend(unrecognized(first, graded, width));
    let slug = first.misconception.as_deref().filter(|_| !withholds);
    paragraphs.extend(slug.map(
        |slug| match explained.iter().any(|it| it == slug) {
            true => format!("The same misconception: {slug}."),
            false => misconception(slug, graded.misconception(slug), width),
        },
    ));
    let text = indented(&paragraphs.join("\n\n"), "  ");
    let mut text = format!("{BOLD}{}{BOLD:#}\n{text}", names.join("\n"));
    text.extend(printed(first).map(|it| format!("\n\n{}", indented(&it, "  "))));
    (text, slug)
}

/// A test's explanation in words, wrapped to this width.
pub(super) fn measured(failure: &Failure, width: usize) -> String {
    match &failure.measured {
        Some(measured) => wrapped(measured, width, ""),
        None => failure.text.clone(),
    }
}

/// What to say about a rejection that no misconception explains. The measurement is
/// above, and the test's name is the claim that was expected to hold.
pub(super) fn unrecognized(
    failure: &Failure,
    graded: &Graded,
    width: usize,
) -> Option<String> {
    let is_explained = failure.misconception.is_some()
        || graded.warnings.iter().any(|it| it.misconception.is_some());
    if failure.measured.is_none() || failure.todo || is_explained {
        return None;
    }
    // A wrong guess is explained by what was measured, and the test's name only identifies
    // the guess.
    let kind = graded.exercise.header.as_ref().map(|it| it.kind);
    if kind.is_some_and(Kind::is_guess) {
        return None;
    }
    let claim = failure.test.rsplit("::").next()?.replace('_', " ");
    let mut text = format!("Expected: {claim}.");
    // This may be a consequence of a mistake that is explained, so only the first failure
    // says that nothing is known.
    let is_first = match &graded.verdict {
        Verdict::TestsFailed { failures, .. } => failures.first() == Some(failure),
        _ => true,
    };
    if is_first && graded.misconceptions.is_empty() {
        text.push_str("\nWe don't recognize the mistake behind this.");
    }
    Some(wrapped(&text, width, ""))
}

/// The rest of the output, if any.
pub(super) fn printed(failure: &Failure) -> Option<String> {
    let printed = without_repetition(&failure.printed, said(failure));
    if printed.lines().count() == 1 && printed.starts_with("panicked at ") {
        return Some(format!("It {printed}"));
    }
    let few = || format!("It printed:\n{}", indented(&few(&printed), "  "));
    (!printed.is_empty()).then(few)
}

/// What was printed, without the panic messages that `said` quotes. The panics'
/// locations are kept.
fn without_repetition(printed: &str, said: &str) -> String {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = flat(said);
    let mut kept = Vec::new();
    let mut lines = printed.lines().peekable();
    while let Some(line) = lines.next() {
        if !line.starts_with("panicked at ") {
            kept.push(line);
            continue;
        }
        let (mut message, mut quoted) = (String::new(), 0);
        for (count, line) in (1..).zip(lines.clone()) {
            message = flat(&format!("{message} {line}"));
            if !said.contains(&message) {
                break;
            }
            quoted = count;
        }
        kept.push(if quoted > 0 { line.trim_end_matches(':') } else { line });
        lines.by_ref().take(quoted).for_each(drop);
    }
    kept.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Failure, Graded, all};
    use crate::{course::Exercise, verdict::Verdict};
    use protocol::Misconception;

    fn failure(test: &str, text: &str, printed: &str) -> Failure {
        Failure {
            test: test.to_owned(),
            text: text.to_owned(),
            printed: printed.to_owned(),
            ..Failure::default()
        }
    }

    fn plain(failures: &[Failure]) -> Vec<String> {
        let exercise = Exercise {
            name: "a".to_owned(),
            package: "a".to_owned(),
            folder: "01-a".to_owned(),
            header: None,
        };
        let mut graded = Graded::new(exercise, Verdict::MemoryLimit);
        graded.misconceptions = vec![Misconception {
            slug: "all-is-well".to_owned(),
            belief: "All is well, and all will be.".to_owned(),
            fact: "It is not.".to_owned(),
            symptom: String::new(),
            taught_in: "lessons/01-a/README.md#why".to_owned(),
            compiler_messages: Vec::new(),
            special_case_of: None,
        }];
        let parts = all(failures, &graded, 20, false);
        parts.iter().map(|it| console::strip_ansi_codes(it).into_owned()).collect()
    }

    #[test]
    fn a_misconception_is_explained_once_and_named_again() {
        let rejected = |test: &str, measured: &str, slug: &str| Failure {
            measured: Some(measured.to_owned()),
            misconception: Some(slug.to_owned()),
            picture: Some("a  ███".to_owned()),
            seed: Some(7),
            ..failure(test, "the text of the test is not searched", "")
        };
        let parts = plain(&[
            rejected("one", "took 3 s, which is more", "all-is-well"),
            rejected("two", "took 4 s", "all-is-well"),
            rejected("three", "took 5 s", "unknown"),
        ]);
        let expected = [
            "one\n  took 3 s, which is\n  more\n\n    a  ███\n\n  \
             You might think (all-is-well):\n    All is well, and\n    all will be.\n  \
             In fact:\n    It is not.\n  Taught in lessons/01-a/README.md#why",
            "two\n  took 4 s\n\n    a  ███\n\n  The same misconception: all-is-well.",
            "three\n  took 5 s\n\n    a  ███\n\n  The misconception: unknown, which \
             exercises/misconceptions.md does not list.",
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn tests_that_fail_alike_share_a_part() {
        let failures = [
            failure("a", "no", ""),
            failure("b", "yes", ""),
            failure("c", "no", ""),
        ];
        assert_eq!(plain(&failures), ["a\nc\n  no", "b\n  yes"]);

        let panic = |id, why| format!("JoinError::Panic(Id({id}), {why:?}, ...)");
        let failures = [
            failure("a", &panic(27, "a job stumbled"), ""),
            failure("b", &panic(104, "a job stumbled"), ""),
            failure("c", &panic(27, "a job fell"), ""),
        ];
        assert_eq!(plain(&failures).len(), 2);
    }

    #[test]
    fn only_the_place_of_a_panic_is_printed_if_the_verdict_quotes_its_message() {
        let said = "it panicked: left is one,\nright is two";
        let place = "panicked at exercises/01-demo/first.rs:2:3:";
        let quoted = format!("{place}\nleft is one,\n  right is two");
        let parts = plain(&[failure("a", said, &quoted)]);
        let end = "\n\n  It panicked at exercises/01-demo/first.rs:2:3";
        assert!(parts[0].ends_with(end), "{parts:?}");

        let more = format!("mine\n{quoted}\nlater");
        let parts = plain(&[failure("a", said, &more)]);
        let end = "  It printed:\n    mine\n    \
                   panicked at exercises/01-demo/first.rs:2:3\n    later";
        assert!(parts[0].ends_with(end), "{parts:?}");

        // If the message differs, it is kept.
        let other = format!("{place}\nindex out of bounds");
        let parts = plain(&[failure("a", said, &other)]);
        assert!(parts[0].ends_with("first.rs:2:3:\n    index out of bounds"));
    }
}
