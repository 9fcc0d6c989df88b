//! The events of `watch`.

use super::state::Busy;
use crate::{grading::graded::Graded, terminal::error::Error};
use crossterm::event::KeyEvent;

/// Something that happened while `watch` runs.
pub(super) enum Event {
    Key(KeyEvent),
    /// Text that was pasted into the terminal, which must not be treated as
    /// keys.
    Pasted(String),
    Resized,
    /// Something about a file may have changed.
    Touched,
    /// What the grader with this number is doing.
    Progress(u64, Busy),
    /// The grader with this number has finished grading these exercises.
    Graded(u64, Vec<usize>, Result<Option<Vec<Graded>>, Error>),
    /// The story with this number has printed a line, or has ended.
    Story(u64, Option<String>),
    /// The terminal is gone.
    Gone,
}
