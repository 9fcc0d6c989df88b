//! # Who is still alive?                                     predict, 6 minutes
//!
//! An errand takes a second, and then it is delivered. Eight mains spawn some, and
//! then drop a handle, lose patience, abort, panic or just return. They stand at the
//! top of tests/still_alive.rs. Read them, do not run them, and write down of each
//! how many errands are delivered before it returns and its runtime goes.
//!
//! Judged by running the eight, each alone, on one thread. A wrong guess costs
//! nothing and teaches most.
//! Taught in lessons/08-tasks, "On an errand".

// TODO: replace each `None` by your guess, as in `returns: Some(12)`.
pub const DELIVERED: Guess = Guess {
    returns: None,
    dropped: None,
    timed_out: None,
    timed_inside: None,
    aborted: None,
    a_set: None,
    one_panics: None,
    joined: None,
};

/// Errands that are delivered.
pub struct Guess {
    pub returns: Option<u64>,
    pub dropped: Option<u64>,
    pub timed_out: Option<u64>,
    pub timed_inside: Option<u64>,
    pub aborted: Option<u64>,
    pub a_set: Option<u64>,
    pub one_panics: Option<u64>,
    pub joined: Option<u64>,
}
