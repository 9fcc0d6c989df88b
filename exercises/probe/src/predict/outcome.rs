//! What a program does, as far as it is guessed.

use crate::{End, Log, Observed, observe};
use std::{fmt::Display, future::Future, time::Duration};

/// A number, a text, or a list of items. A column reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value(pub(super) Vec<String>);

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self(vec![number.to_string()])
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self(vec![number.to_string()])
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self(vec![text.to_owned()])
    }
}

impl<T: Display> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self(items.iter().map(ToString::to_string).collect())
    }
}

impl<T: Display, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        Self(items.iter().map(ToString::to_string).collect())
    }
}

impl Value {
    /// How many items a sequence has in common with another one before they part. To
    /// end together counts as one.
    pub(super) fn agreement(&self, other: &Self) -> usize {
        let shared = self.0.iter().zip(&other.0).take_while(|(a, b)| a == b).count();
        shared + usize::from(self == other)
    }

    /// How far a wrong sequence goes along with another one; `None` unless that
    /// explains where it differs from the right one.
    pub(super) fn runs_along(&self, other: &Self, right: &Self) -> Option<usize> {
        let place = self.agreement(right);
        let shared = self.agreement(other);
        // A guess that only leaves out an item would be right with it: it may follow
        // from no misconception.
        let mended = right.0.get(place).map_or(0, |item| {
            let mut mended = self.clone();
            mended.0.insert(place, item.clone());
            mended.agreement(right) - 1
        });
        // A program that is over says nothing of what the guess still expects.
        let over = shared == other.0.len() && shared < self.0.len();
        (shared > place && shared >= mended && !over).then_some(shared)
    }
}

/// What a program did: a value for each column, and its picture.
pub struct Outcome {
    pub(super) values: Vec<Value>,
    pub(super) detail: Option<String>,
    pub(super) observed: Option<Box<dyn Seen>>,
}

impl Outcome {
    /// An outcome with one value, and without a picture.
    pub fn new(value: impl Into<Value>) -> Self {
        Self { values: vec![value.into()], detail: None, observed: None }
    }

    /// The same, and the value of the next column.
    pub fn and(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Adds what is told with the truth.
    pub fn detail(self, detail: impl Display) -> Self {
        Self { detail: Some(detail.to_string()), ..self }
    }

    /// Observes a program. `read` is given its output, and the time that it took on
    /// the virtual clock.
    ///
    /// # Panics
    ///
    /// Rejects a program that panics or is stuck.
    #[track_caller]
    pub fn of<F>(program: F, read: impl FnOnce(&F::Output, Duration) -> Self) -> Self
    where
        F: Future<Output: 'static> + 'static,
    {
        let observed = observe(program);
        let outcome = match &observed.end {
            End::Done(output) => read(output, observed.took),
            _ => read(observed.output(None), observed.took),
        };
        Self { observed: Some(Box::new(observed)), ..outcome }
    }

    /// Observes a program that writes into a log. `read` is given what it said, each
    /// line with its time since the program began, and the time that it took.
    ///
    /// # Panics
    ///
    /// Rejects a program that panics or is stuck.
    #[track_caller]
    pub fn logged<F: Future>(
        program: impl FnOnce(Log) -> F + 'static,
        read: impl FnOnce(&[(Duration, String)], Duration) -> Self,
    ) -> Self {
        let logged = async move {
            // The log's time begins with the program's.
            let log = Log::new();
            program(log.clone()).await;
            log.lines()
        };
        Self::of(logged, |lines, took| read(lines, took))
    }

    /// Leaves it out of the report.
    pub(super) fn unreported(self) -> Self {
        if let Some(observed) = &self.observed {
            observed.unreported();
        }
        self
    }
}

/// An observation, whatever its output.
pub(super) trait Seen {
    fn unreported(&self);

    /// Whether it has a picture that shows something.
    fn has_picture(&self) -> bool;

    #[track_caller]
    fn reject(&self, misconception: Option<&str>, measured: String) -> !;
}

impl<T> Seen for Observed<T> {
    fn unreported(&self) {
        self.unreported();
    }

    fn has_picture(&self) -> bool {
        // If no time has passed, a picture would show what comes after the program.
        !self.took.is_zero() && !self.record.lanes.is_empty()
    }

    fn reject(&self, misconception: Option<&str>, measured: String) -> ! {
        self.reject(misconception, measured)
    }
}
