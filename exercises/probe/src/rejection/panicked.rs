//! Calls to a learner's code that may panic.

use crate::{Given, is_todo, panic_words, reject, rejection::panics::STILL_TODO};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A panic in an attempt, with its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked(String);

/// Calls an attempt and catches its panic.
///
/// # Errors
///
/// [`Panicked`], if the call panics.
pub fn call<T>(attempt: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(attempt))
        .map_err(|panic| Panicked(panic_words(&*panic).unwrap_or_default()))
}

impl Panicked {
    /// The panic message. Empty if the payload is not a string.
    pub fn words(&self) -> &str {
        &self.0
    }

    /// Fails the check. `misconception` explains the panic, unless it is a `todo!()` or
    /// the panic of a misused generator, which have their own explanations.
    ///
    /// # Panics
    ///
    /// Always.
    #[track_caller]
    pub fn reject<'a>(
        &self,
        given: &Given,
        misconception: impl Into<Option<&'a str>>,
    ) -> ! {
        let words = self.words();
        if is_todo(words) {
            reject(None, STILL_TODO);
        }
        if words.starts_with("Multiple values were yielded") {
            given.reject("yield-without-await", format!("it panicked: {words}"));
        }
        // These are genawaiter's panics for a body that is pending, but not at a yield.
        let not_at_a_yield =
            ["An async generator was resumed", "internal error: entered"];
        if not_at_a_yield.iter().any(|it| words.starts_with(it)) {
            let measured = "it is waiting at an `.await` that is not a yield, and \
                            nothing here can complete that wait";
            given.reject(None, measured);
        }
        given.reject(misconception, format!("it panicked: {words}"))
    }
}

impl Given {
    /// Calls an attempt, and returns its output.
    ///
    /// # Panics
    ///
    /// Rejects the attempt if the call panics.
    pub fn call<T>(&self, attempt: impl FnOnce() -> T) -> T {
        call(attempt).unwrap_or_else(|panicked| panicked.reject(self, None))
    }
}

#[cfg(test)]
mod tests {
    use super::call;
    use crate::Given;

    fn rejected(words: &'static str, misconception: Option<&str>) -> String {
        let panicked = call(|| -> () { panic!("{words}") }).unwrap_err();
        let reject = || panicked.reject(&Given::new("two lines"), misconception);
        call::<()>(reject).unwrap_err().words().to_owned()
    }

    #[test]
    fn a_call_that_returns_is_not_rejected() {
        assert_eq!(call(|| 7), Ok(7));
        assert_eq!(Given::new("two lines").call(|| 7), 7);
    }

    #[test]
    fn a_todo_is_rejected_without_a_misconception() {
        let todo = "not yet implemented: the lines";
        let said = rejected(todo, Some("nobody-asks-again"));
        assert_eq!(said, "the code still contains a `todo!()`\n");
    }

    #[test]
    fn the_panic_of_a_misused_generator_has_its_own_misconception() {
        let misused = "Multiple values were yielded without an intervening await.";
        let said = rejected(misused, Some("nobody-asks-again"));
        assert!(
            said.starts_with("given two lines: it panicked: Multiple"),
            "{said}"
        );
        assert!(said.contains("(yield-without-await)"), "{said}");
    }

    #[test]
    fn any_other_panic_has_the_misconception_of_the_check() {
        let similar = "it said: not yet implemented";
        let said = rejected(similar, Some("nobody-asks-again"));
        assert!(said.contains("(nobody-asks-again)"), "{said}");
        let expected = format!("given two lines: it panicked: {similar}\n");
        assert_eq!(rejected(similar, None), expected);
    }
}
