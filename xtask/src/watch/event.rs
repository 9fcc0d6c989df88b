//! What happens while we watch.

use super::state::Busy;
use crate::{grading::graded::Graded, terminal::error::Error};
use crossterm::event::KeyEvent;

/// Something that happened.
pub(super) enum Event {
    Key(KeyEvent),
    /// A text that presses no keys.
    Pasted(String),
    Resized,
    /// Something about a file may have changed.
    Touched,
    /// What the grader is doing.
    Progress(u64, Busy),
    /// The grader of this number is done with these exercises.
    Graded(u64, Vec<usize>, Result<Option<Vec<Graded>>, Error>),
    /// The story has said a line, or has ended.
    Story(u64, Option<String>),
    /// The terminal is gone.
    Gone,
}
