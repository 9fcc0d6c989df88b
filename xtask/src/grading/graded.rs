//! A verdict together with its exercise and everything that explains it.

use crate::{
    course::{Course, Exercise},
    verdict::{Verdict, Warning},
};
use protocol::Misconception;
use std::{fs, path::PathBuf, time::Duration};

/// An exercise that was graded.
#[derive(Debug)]
pub(crate) struct Graded {
    pub(crate) exercise: Exercise,
    pub(crate) verdict: Verdict,
    /// The compiler's warnings about the file, starting with the most telling one. A
    /// solved or untouched exercise has none.
    pub(crate) warnings: Vec<Warning>,
    /// The misconceptions that explain the verdict or a warning, if the catalog lists
    /// them.
    pub(crate) misconceptions: Vec<Misconception>,
    /// True if the learner's file is unchanged.
    pub(crate) is_untouched: bool,
    /// The timeline of an accepted attempt.
    pub(crate) picture: Option<String>,
    /// The learner's own tests that didn't pass. They don't affect the verdict.
    pub(crate) own_failures: Vec<String>,
    /// How long the test binary ran.
    pub(crate) took: Duration,
    /// The file that was graded, if it is not the learner's own.
    pub(crate) submitted: Option<PathBuf>,
}

impl Graded {
    /// A verdict for which no program was run.
    pub(crate) fn new(exercise: Exercise, verdict: Verdict) -> Self {
        Self {
            exercise,
            verdict,
            warnings: Vec::new(),
            misconceptions: Vec::new(),
            is_untouched: false,
            picture: None,
            own_failures: Vec::new(),
            took: Duration::ZERO,
            submitted: None,
        }
    }

    pub(crate) fn is_solved(&self) -> bool {
        self.verdict.is_solved()
    }

    /// The file that was graded.
    pub(crate) fn file(&self) -> PathBuf {
        self.submitted.clone().unwrap_or_else(|| self.exercise.file())
    }

    /// The slugs of the misconceptions that explain a warning or the verdict, without
    /// duplicates.
    pub(crate) fn slugs(&self) -> Vec<&str> {
        let of_warnings =
            self.warnings.iter().filter_map(|it| it.misconception.as_deref());
        let mut once = Vec::new();
        for slug in of_warnings.chain(self.verdict.misconceptions()) {
            if !once.contains(&slug) {
                once.push(slug);
            }
        }
        once
    }

    /// Applies `reword` to all text from the compiler or the program.
    pub(crate) fn reword(&mut self, reword: impl Fn(&str) -> String) {
        for warning in &mut self.warnings {
            warning.message.text = reword(&warning.message.text);
        }
        self.verdict.reword(reword);
    }

    /// The misconception with this slug, if the catalog has it.
    pub(crate) fn misconception(&self, slug: &str) -> Option<&Misconception> {
        self.misconceptions.iter().find(|it| it.slug == slug)
    }

    /// The same verdict, with its tests in the check's order.
    pub(crate) fn in_order(mut self, course: &Course) -> Self {
        if !self.is_solved() {
            let check = fs::read_to_string(course.root.join(self.exercise.check()));
            self.verdict.order_by(&check.unwrap_or_default());
        }
        self
    }
}

/// How many of these are solved.
pub(crate) fn count_solved(graded: &[Graded]) -> usize {
    graded.iter().filter(|it| it.is_solved()).count()
}
