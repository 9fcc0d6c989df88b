//! Finds out what `let _ = …` drops.
//!
//! Such a statement drops its value immediately: a future before it is polled, a permit
//! or a guard before it protects anything. The lint `let_underscore_drop` names these
//! statements, but not the types of their values, and most of the values are harmless. So
//! the file is compiled again with `let _: () = …` in their place, and the compiler's
//! errors name the types.

use super::{
    build::{self, BuildOutcome, Keep, Target, Workspace},
    scratch_workspace::{Text, claim, lay_out},
    settings::Settings,
};
use crate::{
    course::{Course, Exercise},
    process::CancellationToken,
    verdict::Diagnostic,
};
use std::path::Path;

const ANNOTATION: &str = ": ()";

/// The compiler's errors in `text`, instead of the file of `exercise`. `is_foreign` says
/// whether the text is from elsewhere. Empty if the text compiles, or if the build fails
/// for any other reason.
pub(super) fn errors_in(
    course: &Course,
    exercise: &Exercise,
    text: String,
    is_foreign: bool,
    settings: &Settings<'_>,
    token: &CancellationToken,
) -> Vec<Diagnostic> {
    let test = format!("{}__typed", exercise.name);
    let place = Path::new(&exercise.folder).join(&test);
    let file = place.join(exercise.rust_file());
    let target = Target { package: exercise.package.clone(), test, file };
    let test = target.test.clone();
    let (exercise, bytes) = (exercise.clone(), text.into_bytes());
    let texts = [Text { exercise, test, place, bytes }];
    let claimed = claim(&course.target, "typed")
        .and_then(|it| lay_out(course, &it.0, &texts).map(|()| it));
    // Hold the lock until it is built.
    let Ok((scratch, _claim)) = claimed else { return Vec::new() };
    let workspace = Workspace {
        folder: &scratch,
        into: Some(&*course.target),
        is_foreign,
        color: false,
        priority: settings.priority,
        limit: settings.compiler_limit(),
    };
    let targets = [target];
    let built =
        build::build(&workspace, &targets, Keep::Notes, token, settings.progress);
    let built = built.ok().flatten().unwrap_or_default();
    let errors = built.into_values().filter_map(|it| match it.outcome {
        BuildOutcome::DoesNotCompile(errors) => Some(errors),
        _ => None,
    });
    errors.flatten().collect()
}

/// The text in which each of these statements has a type that its value can't have.
/// `None` if the text doesn't contain the statements.
pub(super) fn with_types(text: &str, statements: &[Diagnostic]) -> Option<String> {
    let mut typed = String::new();
    let mut rest = 0;
    for place in places(statements) {
        typed.push_str(text.get(rest..=place)?);
        typed.push_str(ANNOTATION);
        rest = place + 1;
    }
    Some(typed + text.get(rest..)?)
}

/// The statements, each with the compiler's message about the type of its value. `errors`
/// are about the text that [`with_types`] returned.
pub(super) fn with_words(
    mut statements: Vec<Diagnostic>,
    errors: &[Diagnostic],
) -> Vec<Diagnostic> {
    let starts = places(&statements).into_iter().enumerate();
    let starts: Vec<_> =
        starts.map(|(count, it)| it + count * ANNOTATION.len()).collect();
    statements.sort_by_key(|it| it.at);
    for error in errors {
        let before = starts.iter().take_while(|start| **start < error.at).count();
        if let Some(statement) = before.checked_sub(1) {
            let words = &mut statements[statement].words;
            words.push('\n');
            words.push_str(&error.words);
        }
    }
    statements
}

/// The positions of the underscores, in order.
fn places(statements: &[Diagnostic]) -> Vec<usize> {
    let mut places: Vec<_> = statements.iter().map(|it| it.at).collect();
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, with_types, with_words};

    fn at(at: usize, words: &str) -> Diagnostic {
        Diagnostic { at, words: words.to_owned(), ..Diagnostic::default() }
    }

    #[test]
    fn each_statement_gets_the_words_about_its_value() {
        let text = "let _ = a(); let _ = b(); let _ = c();";
        let statements = vec![at(17, "second"), at(4, "first"), at(30, "third")];
        let typed = with_types(text, &statements).unwrap();
        let expected = "let _: () = a(); let _: () = b(); let _: () = c();";
        assert_eq!(typed, expected);
        let place = |part| typed.find(part).unwrap();
        let errors = [at(place("c()"), "found C"), at(place("a()"), "found A")];
        let words = with_words(statements, &errors);
        let words: Vec<_> = words.iter().map(|it| it.words.as_str()).collect();
        assert_eq!(words, ["first\nfound A", "second", "third\nfound C"]);
    }

    #[test]
    fn places_outside_the_text_are_refused() {
        assert_eq!(with_types("let _ = a();", &[at(40, "")]), None);
        assert_eq!(with_types("é", &[at(0, "")]), None);
    }
}
