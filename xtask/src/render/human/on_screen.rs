//! A verdict for a screen, where the first failure must be visible without
//! scrolling.
//!
//! The first failure is shown in full: what was measured, its picture, and its
//! misconception. Each of the others gets one line, until the learner asks for all
//! failures.

use super::{
    explanation::{WITHHELD, beside_failures, for_learner, withholds},
    failures::{are_alike, measured, printed, said, unrecognized},
    headline::without_name,
    paragraph::{compact_misconception, misconception},
    warnings,
    whole::under,
};
use crate::{
    grading::graded::Graded,
    terminal::style::{BOLD, DIM, indented},
    verdict::{Failure, Verdict},
};

/// The layouts of the first failure, from the roomiest to the most compact.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// With the file's path, and with empty lines between the parts.
    Roomy,
    /// Without the path and the empty lines.
    Tight,
    /// Tight, and with the picture last, for one that is taller than the remaining
    /// space.
    PictureLast,
}

impl Layout {
    pub(crate) const ALL: [Self; 3] = [Self::Roomy, Self::Tight, Self::PictureLast];
}

/// A verdict in two parts: the first must be visible, and the rest may be off screen
/// below it.
pub(crate) struct OnScreen {
    pub(crate) first: String,
    pub(crate) rest: String,
}

impl OnScreen {
    /// The verdict, with its first failure in this layout and with paragraphs of
    /// this width.
    pub(crate) fn new(graded: &Graded, layout: Layout, width: usize) -> Self {
        let (verdict, withholds) = (&graded.verdict, withholds(graded));
        let headline = without_name(verdict);
        match verdict {
            Verdict::TestsFailed { failures, aside, .. } if !failures.is_empty() => {
                let (failure, others) = failures.split_at(1);
                let failure = &failure[0];
                let mut first = first(failure, graded, layout, width);
                let mut rest = Vec::from_iter(printed(failure));
                // If a warning explains the failures, it is shown first instead of a
                // failure.
                let is_compact = layout != Layout::Roomy;
                let why = warnings::explained(graded, width, is_compact);
                if !why.is_empty() {
                    rest.insert(0, first);
                    first = why.join(if is_compact { "\n" } else { "\n\n" });
                }
                rest.extend((!others.is_empty()).then(|| {
                    let others = others.iter().map(|it| line(it, failure, width));
                    others.collect::<Vec<_>>().join("\n")
                }));
                rest.extend(warnings::others(graded));
                rest.extend(beside_failures(failures, aside, graded));
                let gap = match layout {
                    Layout::Roomy => {
                        let file = graded.file();
                        format!("\n  {DIM}{}{DIM:#}\n", file.display())
                    }
                    _ => String::new(),
                };
                Self {
                    first: format!("{headline}{gap}\n{}", indented(&first, "  ")),
                    rest: indented(&rest.join("\n\n"), "  "),
                }
            }
            // The misconception comes before the compiler's message, which may fill
            // the screen.
            Verdict::DoesNotCompile { errors, misconception: Some(slug) }
                if layout != Layout::Roomy && !withholds =>
            {
                let known = graded.misconception(slug);
                let why = indented(&compact_misconception(slug, known, width), "  ");
                let mut rest: Vec<_> =
                    errors.iter().map(|it| it.text.clone()).collect();
                rest.extend(warnings::explained(graded, width, true));
                rest.extend(warnings::others(graded));
                let rest = indented(&rest.join("\n\n"), "  ");
                Self { first: format!("{headline}\n{why}"), rest }
            }
            _ => Self { first: under(headline, graded, width), rest: String::new() },
        }
    }

    /// The verdict with all failures, each with everything that explains it.
    pub(crate) fn all(graded: &Graded, width: usize) -> Self {
        let verdict = &graded.verdict;
        let headline = without_name(verdict);
        let why = for_learner(graded, width);
        let why: Vec<_> = why.iter().map(|it| indented(it, "  ")).collect();
        Self { first: headline, rest: why.join("\n\n") }
    }
}

/// A verdict on an earlier text, dimmed and without a mark, so that it doesn't look
/// like the verdict on the current text. `when` says when it was true.
pub(crate) fn former(text: &str, when: &str) -> String {
    let plain = console::strip_ansi_codes(text);
    let (headline, below) = plain.split_once('\n').unwrap_or((&plain, ""));
    let headline = headline.split_once(' ').map_or(headline, |(_, words)| words);
    let headline = format!("… {headline} ({when})");
    let lines = [&*headline].into_iter().chain(below.lines());
    let dimmed = lines.map(|line| format!("{DIM}{line}{DIM:#}"));
    dimmed.collect::<Vec<_>>().join("\n")
}

/// Everything about the first failure.
fn first(
    failure: &Failure,
    graded: &Graded,
    layout: Layout,
    width: usize,
) -> String {
    let name = format!("{BOLD}{}{BOLD:#}", failure.test);
    let measured = indented(&measured(failure, width), "  ");
    let picture = failure.picture.as_deref().map(|it| indented(it, "    "));
    let slug = failure.misconception.as_deref();
    let why = slug.map(|slug| {
        let known = graded.misconception(slug);
        let text = match layout {
            _ if withholds(graded) => WITHHELD.to_owned(),
            Layout::Roomy => misconception(slug, known, width),
            _ => compact_misconception(slug, known, width),
        };
        indented(&text, "  ")
    });
    let why = why.or_else(|| {
        unrecognized(failure, graded, width).map(|it| indented(&it, "  "))
    });
    let parts = match layout {
        Layout::PictureLast => [why, picture],
        _ => [picture, why],
    };
    let gap = if layout == Layout::Roomy { "\n\n" } else { "\n" };
    let said = [format!("{name}\n{measured}")];
    let parts = said.into_iter().chain(parts.into_iter().flatten());
    parts.collect::<Vec<_>>().join(gap)
}

/// One line about another failure.
fn line(failure: &Failure, first: &Failure, width: usize) -> String {
    let words = match are_alike(failure, first) {
        true => "fails the same way",
        false => said(failure).lines().next().unwrap_or_default(),
    };
    let line = format!("✗ {}: {words}", failure.test);
    console::truncate_str(&line, width, "…").into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Layout, OnScreen, former};
    use crate::{
        course::Exercise,
        grading::graded::Graded,
        verdict::{Diagnostic, Failure, Verdict, Warning},
    };
    use protocol::Misconception;

    fn rejected(test: &str, measured: &str) -> Failure {
        Failure {
            test: test.to_owned(),
            measured: Some(measured.to_owned()),
            misconception: Some("in-turn".to_owned()),
            picture: Some("a  ███\nb     ███".to_owned()),
            printed: format!("printed by {test}"),
            ..Failure::default()
        }
    }

    fn graded(verdict: Verdict) -> Graded {
        let exercise = Exercise {
            name: "a".to_owned(),
            package: "a".to_owned(),
            folder: "01-a".to_owned(),
            header: None,
        };
        let mut graded = Graded::new(exercise, verdict);
        graded.misconceptions = vec![Misconception {
            slug: "in-turn".to_owned(),
            belief: "Both begin at once.".to_owned(),
            fact: "They take turns.".to_owned(),
            symptom: String::new(),
            taught_in: "lessons/01-a/README.md#why".to_owned(),
            compiler_messages: Vec::new(),
            special_case_of: None,
        }];
        graded
    }

    fn failed() -> Graded {
        graded(Verdict::TestsFailed {
            passed: 1,
            tests: 4,
            failures: vec![
                rejected("one", "took 3 s"),
                rejected("two", "took 3 s"),
                rejected("three", "took 5 s, which is more\nthan three"),
            ],
            aside: String::new(),
        })
    }

    fn plain(text: &str) -> String {
        console::strip_ansi_codes(text).into_owned()
    }

    fn shown(graded: &Graded, layout: Layout) -> (String, String) {
        let it = OnScreen::new(graded, layout, 48);
        (plain(&it.first), plain(&it.rest))
    }

    const WHY: &str = "\n    You might think (in-turn): Both begin at once.\n    \
                       In fact: They take turns.\n    \
                       Taught in lessons/01-a/README.md#why";
    const PICTURE: &str = "\n      a  ███\n      b     ███";

    #[test]
    fn the_first_failure_comes_whole_and_the_others_are_a_line_each() {
        let (first, rest) = shown(&failed(), Layout::Tight);
        let head = "✗ 1 of 4 tests pass\n  one\n    took 3 s";
        assert_eq!(first, format!("{head}{PICTURE}{WHY}"));
        let others = "  It printed:\n    printed by one\n\n  \
                      ✗ two: fails the same way\n  \
                      ✗ three: took 5 s, which is more";
        assert_eq!(rest, others);
        let (first, _) = shown(&failed(), Layout::PictureLast);
        assert_eq!(first, format!("{head}{WHY}{PICTURE}"));
        let (roomy, _) = shown(&failed(), Layout::Roomy);
        assert!(roomy.lines().count() > first.lines().count(), "{roomy}");
        assert!(roomy.contains("a.rs\n\n  one\n    took 3 s\n\n"), "{roomy}");
    }

    #[test]
    fn all_failures_come_whole_when_they_are_asked_for() {
        let all = plain(&OnScreen::all(&failed(), 40).rest);
        assert!(all.contains("one\n  two\n    took 3 s"), "{all}");
        assert!(all.contains("than three"), "{all}");
    }

    #[test]
    fn an_untouched_file_shows_what_it_does_and_names_no_misconception() {
        let mut graded = failed();
        graded.is_untouched = true;
        for layout in Layout::ALL {
            let (first, _) = shown(&graded, layout);
            assert!(first.contains("took 3 s") && first.contains("███"), "{first}");
            assert!(first.contains("file is unchanged"), "{first}");
            assert!(!first.contains("in-turn"), "{first}");
        }
        let all = plain(&OnScreen::all(&graded, 40).rest);
        assert!(
            !all.contains("in-turn") && all.contains("file is unchanged"),
            "{all}"
        );
    }

    #[test]
    fn a_misconception_comes_before_a_compile_error_that_fills_the_screen() {
        let text = "error: no\n".repeat(40);
        let error = Diagnostic { text, ..Diagnostic::default() };
        let graded = graded(Verdict::DoesNotCompile {
            errors: vec![error],
            misconception: Some("in-turn".to_owned()),
        });
        let (first, rest) = shown(&graded, Layout::PictureLast);
        assert!(first.contains("They take turns.") && !first.contains("error: no"));
        assert!(rest.contains("error: no"), "{rest}");
    }

    #[test]
    fn a_warning_that_explains_the_failures_comes_before_them() {
        let mut graded = failed();
        graded.verdict.defer_to_warning();
        let text = "warning: unused\n  = note: futures do nothing".to_owned();
        let message = Diagnostic { text, ..Diagnostic::default() };
        let misconception = Some("in-turn".to_owned());
        graded.warnings = vec![Warning { message, misconception }];
        let (first, rest) = shown(&graded, Layout::Tight);
        let head = "✗ 1 of 4 tests pass\n  warning: unused\n    = note: futures";
        assert!(first.starts_with(head), "{first}");
        assert!(first.contains("In fact: They take turns."), "{first}");
        assert!(
            first.ends_with("\n  Fix this first. It may be why the tests fail.")
        );
        assert!(rest.starts_with("  one\n    took 3 s"), "{rest}");
        assert!(!rest.contains("In fact"), "{rest}");
    }

    #[test]
    fn a_rejection_without_a_misconception_says_what_was_expected() {
        let mut graded = failed();
        graded.verdict.defer_to_warning();
        graded.misconceptions.clear();
        let (first, _) = shown(&graded, Layout::Tight);
        let end =
            "\n    Expected: one.\n    We don't recognize the mistake behind this.";
        assert!(first.ends_with(end), "{first}");
        let Verdict::TestsFailed { failures, .. } = &mut graded.verdict else {
            unreachable!()
        };
        failures[0].todo = true;
        let (first, _) = shown(&graded, Layout::Tight);
        assert!(!first.contains("recognize"), "{first}");
    }

    #[test]
    fn a_former_verdict_has_no_mark_and_says_when_it_was_true() {
        let text = OnScreen::new(&failed(), Layout::Tight, 40).first;
        let former = plain(&former(&text, "before this save"));
        let head = "… 1 of 4 tests pass (before this save)\n  one\n";
        assert!(former.starts_with(head), "{former}");
    }
}
