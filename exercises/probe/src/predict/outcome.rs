//! What a program does, as far as the learner has to guess it.

use crate::{End, Log, Observed, observe};
use std::{fmt::Display, future::Future, time::Duration};

/// A number, a text, or a list of items, which a column normalizes.
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

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self(vec![text])
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
    /// How many items two sequences have in common before they differ. If the sequences
    /// are equal, their end counts as one more item.
    pub(super) fn agreement(&self, other: &Self) -> usize {
        let shared = self.0.iter().zip(&other.0).take_while(|(a, b)| a == b).count();
        shared + usize::from(self == other)
    }

    /// How many items this wrong sequence has in common with `other`. `None` if `other`
    /// does not explain where this sequence first differs from the `right` one.
    pub(super) fn prefix_explained_by(
        &self,
        other: &Self,
        right: &Self,
    ) -> Option<usize> {
        let first_wrong = self.agreement(right);
        let shared = self.agreement(other);
        // The guess may simply have left out an item, which needs no misconception. So
        // `other` must explain at least as much as inserting that item would.
        let shared_if_inserted = right.0.get(first_wrong).map_or(0, |item| {
            let mut inserted = self.clone();
            inserted.0.insert(first_wrong, item.clone());
            inserted.agreement(right) - 1
        });
        // If `other` ends before the guess does, it does not explain the rest.
        let ends_early = shared == other.0.len() && shared < self.0.len();
        let explains = shared > first_wrong && shared >= shared_if_inserted;
        (explains && !ends_early).then_some(shared)
    }
}

/// What a program did: a value for each column, and its observation.
pub struct Outcome {
    pub(super) values: Vec<Value>,
    pub(super) detail: Option<String>,
    pub(super) observed: Option<Box<dyn AnyObserved>>,
}

impl Outcome {
    /// An outcome with one value, and without a picture.
    pub fn new(value: impl Into<Value>) -> Self {
        Self { values: vec![value.into()], detail: None, observed: None }
    }

    /// Adds the value of the next column.
    pub fn and(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Adds a text about what the program did, which is shown if the guess is wrong and
    /// no alternative explains it.
    pub fn detail(self, detail: impl Display) -> Self {
        Self { detail: Some(detail.to_string()), ..self }
    }

    /// Observes a program. `read` receives its output and the virtual time that it took.
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

    /// Observes a program that writes to a log. `read` receives the lines, each with its
    /// virtual time since the program began, and the virtual time that the program took.
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
            // Created here, so that the log's clock starts together with the program.
            let log = Log::new();
            program(log.clone()).await;
            log.lines()
        };
        Self::of(logged, |lines, took| read(lines, took))
    }

    /// Leaves the observation out of the report.
    pub(super) fn unreported(self) -> Self {
        if let Some(observed) = &self.observed {
            observed.unreported();
        }
        self
    }
}

/// An [`Observed`] with any type of output.
pub(super) trait AnyObserved {
    fn unreported(&self);

    /// Whether there is a picture that shows the program.
    fn has_picture(&self) -> bool;

    #[track_caller]
    fn reject(&self, misconception: Option<&str>, measured: String) -> !;
}

impl<T> AnyObserved for Observed<T> {
    fn unreported(&self) {
        self.unreported();
    }

    fn has_picture(&self) -> bool {
        // If the program took no time, a picture would show only what happened after
        // it.
        !self.took.is_zero() && !self.record.lanes.is_empty()
    }

    fn reject(&self, misconception: Option<&str>, measured: String) -> ! {
        self.reject(misconception, measured)
    }
}
