//! # Who is still alive?
//!
//! **predict, 6 minutes**
//!
//! Each errand takes one second to deliver. Eight mains spawn errands and then drop
//! a handle, time out, abort, panic, or return. For each main, write down how many
//! errands are delivered before it returns and its runtime is dropped.
//!
//! **Given:** the eight mains in programs/still_alive.rs. Read them, but don't run
//! them.
//!
//! **Judged:** the eight mains are run, each alone, on one thread, and your guesses
//! must match. A wrong guess costs nothing, and you learn the most from it.
//!
//! **Taught in:** lessons/08-tasks, "On an errand".

// TODO: replace each `None` with your guess, such as `returns: Some(12)`.
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

/// How many errands each main delivers.
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
