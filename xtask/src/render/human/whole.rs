//! A verdict with its full explanation.

use super::{
    explanation::{for_learner, own_failures},
    headline::headline,
};
use crate::{
    grading::graded::Graded,
    terminal::style::{DIM, indented},
};

/// The verdict on one exercise with its full explanation, in paragraphs of this
/// width.
pub(crate) fn verdict(graded: &Graded, width: usize) -> String {
    under(headline(graded), graded, width)
}

/// A solved exercise in one line, followed by the learner's own tests that fail.
pub(crate) fn brief(graded: &Graded) -> String {
    let own = own_failures(graded).map(|it| indented(&it, "  "));
    [headline(graded)].into_iter().chain(own).collect::<Vec<_>>().join("\n")
}

/// The explanation of a verdict, below its headline.
pub(super) fn under(headline: String, graded: &Graded, width: usize) -> String {
    let mut parts = vec![headline];
    if graded.is_solved() {
        parts.extend(graded.picture.as_deref().map(|it| indented(it, "  ")));
        parts.extend(own_failures(graded).map(|it| indented(&it, "  ")));
        return parts.join("\n\n");
    }
    parts[0] += &format!("\n  {DIM}{}{DIM:#}", graded.file().display());
    let why = for_learner(graded, width);
    parts.extend(why.iter().map(|it| indented(it, "  ")));
    parts.join("\n\n")
}
