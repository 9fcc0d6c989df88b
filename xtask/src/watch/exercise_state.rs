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
    /// Whether it is as it was given.
    pub(super) is_untouched: bool,
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
            width: 0,
            hints: 0,
            asked: false,
        }
    }
}
