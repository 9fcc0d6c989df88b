//! What `watch` knows about one exercise.

use crate::{course::Exercise, grading::graded::Graded};

/// What is known about an exercise.
pub(super) struct ExerciseState<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) graded: Option<Graded>,
    /// True if its text is newer than its verdict.
    pub(super) is_old: bool,
    /// Its task, while it is untouched or has no verdict.
    pub(super) task: Option<String>,
    /// True if its file still has its original contents. In that case, it is
    /// not solved.
    pub(super) is_untouched: bool,
    /// True if the learner is waiting for its verdict even though it is
    /// untouched.
    pub(super) is_wanted: bool,
    /// The width that its verdict was drawn for, in columns.
    pub(super) width: usize,
    /// The number of hint levels that the learner has asked for.
    pub(super) hints: usize,
    /// True if the learner has asked for the solution before solving the
    /// exercise.
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

    /// True if it is not known whether the exercise is solved.
    pub(super) fn needs_verdict(&self) -> bool {
        self.is_old && (self.is_wanted || !self.is_untouched)
    }
}
