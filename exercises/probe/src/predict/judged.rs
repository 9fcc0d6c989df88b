//! Guesses that a rule judges, for questions with more than one right answer.

use crate::{Finding, reject};

/// All guesses of an exercise, in the order in which they should be answered, each with
/// what is wrong with it.
///
/// As on a [`super::Sheet`], the rejection counts the right guesses and explains only the
/// first wrong one.
#[must_use = "nothing is rejected before `judge`"]
pub struct Judged(Vec<(&'static str, Option<Result<(), Finding>>)>);

impl Judged {
    /// Takes a name for each guess, and whether the guess is right, or `None` if it is
    /// missing. The finding says what contradicts a wrong guess, but does not give the
    /// right answer.
    pub fn new(
        guesses: impl IntoIterator<Item = (&'static str, Option<Result<(), Finding>>)>,
    ) -> Self {
        Self(guesses.into_iter().collect())
    }

    /// Judges the guess with this name.
    ///
    /// # Panics
    ///
    /// Rejects the attempt if the guess is wrong or missing. Panics if no guess has this
    /// name, which is a mistake in the check.
    #[track_caller]
    pub fn judge(&self, name: &str) {
        let guess = self.0.iter().find(|it| it.0 == name);
        let (_, guess) =
            guess.unwrap_or_else(|| panic!("no guess is named `{name}`"));
        let Some(guess) = guess else {
            reject(None, format!("{name}: you have not guessed yet"))
        };
        let Err(finding) = guess else { return };
        let is_wrong = |it: &&(_, _)| matches!(it, (_, Some(Err(_))));
        let first = self.0.iter().find(is_wrong).map_or(name, |it| it.0);
        if first != name {
            let measured = format!("{name}: your guess is not right");
            reject(None, format!("{measured}. First wrong guess: `{first}`."))
        }
        let right = self.0.iter().filter(|it| matches!(it.1, Some(Ok(())))).count();
        let (all, measured) = (self.0.len(), &finding.measured);
        let measured =
            format!("{right} of {all} guesses are right. {name}: {measured}");
        reject(finding.misconception, measured)
    }
}

#[cfg(test)]
mod tests {
    use super::Judged;
    use crate::{Finding, panic_words};
    use std::panic::{AssertUnwindSafe, catch_unwind};

    fn judged() -> Judged {
        let wrong = |slug| Some(Err(Finding::new(slug, "too much")));
        Judged::new([
            ("A", Some(Ok(()))),
            ("B", wrong(Some("reserved-is-used"))),
            ("C", None),
            ("D", wrong(None)),
        ])
    }

    fn rejected(name: &str) -> String {
        let judge = || judged().judge(name);
        let panic = catch_unwind(AssertUnwindSafe(judge)).expect_err("it is wrong");
        panic_words(&*panic).expect("a rejection is text")
    }

    #[test]
    fn a_right_guess_is_accepted() {
        judged().judge("A");
    }

    #[test]
    fn the_first_wrong_guess_is_explained_with_a_count() {
        let said = rejected("B");
        assert!(said.starts_with("1 of 4 guesses are right. B: too much"), "{said}");
        assert!(said.contains("(reserved-is-used)"), "{said}");
    }

    #[test]
    fn a_later_wrong_guess_refers_to_the_first() {
        let said = rejected("D");
        let expected = "D: your guess is not right. First wrong guess: `B`.";
        assert!(said.starts_with(expected), "{said}");
    }

    #[test]
    fn a_missing_guess_is_rejected() {
        assert!(rejected("C").starts_with("C: you have not guessed yet"));
    }
}
