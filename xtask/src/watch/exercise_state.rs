//! What `watch` knows about one exercise.

use crate::{course::Exercise, grading::graded::Graded};

/// What is known about an exercise.
pub(super) struct ExerciseState<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) graded: Option<Graded>,
    /// Whether its text is newer than its verdict.
    pub(super) is_old: bool,
    /// Its task, while it is untouched or has no verdict.
    pub(super) task: Option<String>,
    /// Whether its file is as it was given. Then it is not solved.
    pub(super) is_untouched: bool,
    /// Whether the learner is waiting for its verdict although it is untouched.
    pub(super) is_wanted: bool,
    /// The width that its verdict was drawn for, in columns.
    pub(super) width: usize,
    /// How many levels of its hints the learner has asked for.
    pub(super) hints: usize,
    /// Whether the learner has asked for the solution before solving it.
    pub(super) asked: bool,
}

impl<'a> ExerciseState<'a> {
    pub(super) fn new(exercise: &'a Exercise) -> Self {
        Self {
            exercise,
            graded: None,
            is_old: true,
            task: None,
            is_untouched: false,
            is_wanted: false,
            width: 0,
            hints: 0,
            asked: false,
        }
    }

    /// Whether what is known of it does not say whether it is solved.
    pub(super) fn needs_verdict(&self) -> bool {
        self.is_old && (self.is_wanted || !self.is_untouched)
    }
}
