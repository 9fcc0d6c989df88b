//! The failed tests of a rejected attempt, for people.
//!
//! Nothing is said twice: tests that say the same share one paragraph, a belief is
//! explained where it is first met, and what a panic printed is not told again.

use super::few;
use crate::{
    message::{BOLD, indented},
    verdict::Failure,
};

/// A part for each thing that was said.
pub(super) fn all(failures: &[Failure]) -> Vec<String> {
    let mut alike: Vec<Vec<&Failure>> = Vec::new();
    for failure in failures {
        match alike.iter_mut().find(|it| are_alike(it[0], failure)) {
            Some(others) => others.push(failure),
            None => alike.push(vec![failure]),
        }
    }
    let mut explained = Vec::new();
    alike.iter().map(|it| part(it, &mut explained)).collect()
}

/// The id of a task, which stands in the message of a panic that came from one, differs
/// from test to test and says nothing.
fn are_alike(a: &Failure, b: &Failure) -> bool {
    let parts = |text: &str| {
        let mut parts = text.split("::Panic(Id(");
        let first = parts.next().unwrap_or_default().to_owned();
        let digit = |it: char| it.is_ascii_digit();
        let others = parts.map(|it| it.trim_start_matches(digit).to_owned());
        [first].into_iter().chain(others).collect::<Vec<_>>()
    };
    parts(&a.text) == parts(&b.text)
}

fn part<'a>(alike: &[&'a Failure], explained: &mut Vec<&'a str>) -> String {
    let names: Vec<_> = alike.iter().map(|it| it.test.as_str()).collect();
    let first = alike[0];
    let mut said = without_seed(first);
    if let Some(belief) = first.belief.as_deref() {
        if explained.contains(&belief) {
            said = without_explanation(&said, belief);
        }
        explained.push(belief);
    }
    let mut text =
        format!("{BOLD}{}{BOLD:#}\n{}", names.join("\n"), indented(&said, "  "));
    let printed = without_repetition(&first.printed, &said);
    if printed.lines().count() == 1 && printed.starts_with("panicked at ") {
        text.push_str(&format!("\n\n  It {printed}"));
    } else if !printed.is_empty() {
        let printed = indented(&few(&printed), "    ");
        text.push_str(&format!("\n\n  It printed:\n{printed}"));
    }
    text
}

/// What the probe said, but for its last line: that one is said once, for all tests.
fn without_seed(failure: &Failure) -> String {
    let Some(seed) = failure.seed else { return failure.text.clone() };
    let line = format!("PROBE_SEED={seed} repeats this run.");
    let text = failure.text.trim_end();
    text.strip_suffix(&line).unwrap_or(text).trim_end().to_owned()
}

/// With the belief's name in the place of what was said of it before.
fn without_explanation(text: &str, belief: &str) -> String {
    let begins = format!("\nYou might think ({belief}):");
    match text.split_once(&begins) {
        Some((measured, _)) => {
            format!("{measured}\nThe same belief: {belief}.")
        }
        None => text.to_owned(),
    }
}

/// What was printed, without the messages of panics that `said` quotes; their places stay.
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
    use super::{Failure, all};

    fn failure(test: &str, text: &str, printed: &str) -> Failure {
        Failure {
            test: test.to_owned(),
            text: text.to_owned(),
            measured: None,
            belief: None,
            picture: None,
            seed: None,
            printed: printed.to_owned(),
        }
    }

    fn plain(failures: &[Failure]) -> Vec<String> {
        let parts = all(failures);
        parts.iter().map(|it| console::strip_ansi_codes(it).into_owned()).collect()
    }

    #[test]
    fn a_belief_is_explained_once_and_named_again() {
        let explained = |test: &str, measured: &str| {
            let text = format!(
                "{measured}\n\nThis is what comes of the belief (all-is-well):\n  \
                 All is well.\nBut:\n  It is not.\nTaught in here\n\n\
                 PROBE_SEED=7 repeats this run."
            );
            let (belief, seed) = (Some("all-is-well".to_owned()), Some(7));
            Failure { belief, seed, ..failure(test, &text, "") }
        };
        let parts = plain(&[explained("one", "3 s"), explained("two", "4 s")]);
        let first = "one\n  3 s\n\n  This is what comes of the belief (all-is-well):\n    \
                     All is well.\n  But:\n    It is not.\n  Taught in here";
        let second = "two\n  4 s\n\n  The same belief: all-is-well.";
        assert_eq!(parts, [first, second]);
    }

    #[test]
    fn tests_that_say_the_same_share_a_paragraph() {
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
    fn of_a_panic_that_the_verdict_quotes_only_the_place_is_printed() {
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

        // What says something else stays as it is.
        let other = format!("{place}\nindex out of bounds");
        let parts = plain(&[failure("a", said, &other)]);
        assert!(parts[0].ends_with("first.rs:2:3:\n    index out of bounds"));
    }
}
