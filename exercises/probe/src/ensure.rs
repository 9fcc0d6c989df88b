//! Combines a claim, its misconception, and its message in one statement.

/// Rejects the attempt unless `condition` holds.
///
/// `ensure!(it, condition, misconception, "what was measured: {value}")`: `it` is any
/// value with a `reject` method, such as an [`crate::Observed`], a [`crate::Scenario`],
/// or a [`crate::Given`]. Use `_` when nothing about the attempt can be shown.
/// `misconception` is a slug of `misconceptions.md`, an `Option` of one, or `None`. The
/// misconception and the text are evaluated only if the claim does not hold.
///
/// ```should_panic
/// use probe::ensure;
/// let (took, slowest) = (3, 2);
/// ensure!(_, took == slowest, None, "it took {took} s; the slowest takes {slowest} s");
/// ```
#[macro_export]
macro_rules! ensure {
    (_, $condition:expr, $misconception:expr, $($measured:tt)+) => {
        if !$condition {
            $crate::reject($misconception, ::std::format!($($measured)+))
        }
    };
    ($it:expr, $condition:expr, $misconception:expr, $($measured:tt)+) => {
        if !$condition {
            $it.reject($misconception, ::std::format!($($measured)+))
        }
    };
}

use crate::reject;
use std::fmt::Display;

/// The input of an attempt that is not observed, in words. A rejection begins with it.
#[derive(Clone, Debug)]
pub struct Given {
    words: String,
    picture: Option<String>,
}

impl Given {
    /// Creates it from a description of the input.
    pub fn new(what: impl Display) -> Self {
        Self { words: what.to_string(), picture: None }
    }

    /// Adds a picture, which is shown at the end of a rejection.
    pub fn drawn(self, picture: impl Display) -> Self {
        Self { picture: Some(picture.to_string()), ..self }
    }

    /// Fails the check: see [`crate::reject`].
    ///
    /// # Panics
    ///
    /// Always.
    #[track_caller]
    pub fn reject<'a>(
        &self,
        misconception: impl Into<Option<&'a str>>,
        measured: impl Display,
    ) -> ! {
        let mut measured = format!("given {}: {measured}", self.words);
        if let Some(picture) = &self.picture {
            measured = format!("{measured}\n{picture}");
        }
        reject(misconception, measured)
    }
}
