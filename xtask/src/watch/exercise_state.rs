//! What is known of one exercise while we watch.

use crate::{course::Exercise, grading::graded::Graded};

/// What is known of an exercise.
pub(super) struct ExerciseState<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) graded: Option<Graded>,
    /// Whether its text is newer than that.
    pub(super) is_old: bool,
    /// What it asks for, as long as it is untouched, or nothing else is known.
    pub(super) task: Option<String>,
    /// Whether it is as it was given: then it is not solved, whatever else is known.
    pub(super) is_untouched: bool,
    /// Whether the learner waits for its verdict although it is untouched.
    pub(super) is_wanted: bool,
    /// The columns that it was drawn for.
    pub(super) width: usize,
    /// How many levels of its hints were asked for.
    pub(super) hints: usize,
    /// Whether the solution was asked for before it was solved.
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
