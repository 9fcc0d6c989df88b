//! # Who has run?
//!
//! **predict, 5 minutes**
//!
//! `tea` is an async function that logs a line, sleeps for a second, and logs
//! another line. Six snippets call `tea` and then keep, drop, await, join, or spawn
//! the future. Read the snippets in programs/who_ran.rs, but don't run them. For
//! each snippet, write down how many lines have been logged by the time it returns.
//!
//! **Judged:** each snippet is run alone, on one thread, and its lines are counted
//! and compared with your answer. The verdict counts the right answers. For the first
//! wrong one, it names your mistake, or shows the lines. You can guess as often as you
//! like.
//!
//! **Taught in:** lessons/04-lazy-futures, "Lazy futures".

// TODO: replace each `None` with your guess, for example `called: Some(12)`.
pub const LINES: Guess = Guess {
    called: None,
    kept: None,
    dropped: None,
    awaited: None,
    joined: None,
    spawned: None,
};

/// How many lines have been logged by the time each snippet returns.
pub struct Guess {
    pub called: Option<u64>,
    pub kept: Option<u64>,
    pub dropped: Option<u64>,
    pub awaited: Option<u64>,
    pub joined: Option<u64>,
    pub spawned: Option<u64>,
}
