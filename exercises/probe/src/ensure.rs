//! A claim in one piece.

/// Rejects the attempt unless `condition` holds.
///
/// `ensure!(it, condition, misconception, "what was measured: {it}")`: `it` is anything
/// with a `reject` method, such as an [`crate::Observed`], a [`crate::Scenario`], or a
/// [`crate::Given`]; `_` stands for an attempt of which there is nothing to show.
/// `misconception` is a slug of `misconceptions.md`, an `Option` of one, or `None`. It
/// and the text are evaluated only when the claim does not hold.
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

/// What an attempt was given, where nothing else is known of it: a rejection begins
/// with it.
#[derive(Clone, Debug)]
pub struct Given {
    words: String,
    picture: Option<String>,
}

impl Given {
    /// An attempt that was given this, in words.
    pub fn new(what: impl Display) -> Self {
        Self { words: what.to_string(), picture: None }
    }

    /// The same, and a rejection ends with this picture of it.
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
