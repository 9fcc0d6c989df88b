//! # Who has run?
//!
//! **predict, 5 minutes**
//!
//! `tea` is an async function: it logs a line, sleeps for a second, and logs another
//! line. Six snippets have to do with it: they call it, keep it, drop it, await it,
//! join two of it, and spawn it. They are in programs/who_ran.rs. Read them, but
//! don't run them, and write down for each snippet how many lines have been logged
//! when it returns.
//!
//! **Judged:** the six snippets are run, each alone, on one thread. A wrong guess
//! costs nothing and teaches the most. The sixth looks ahead: what a spawned future
//! waits for is taught in the next lesson.
//!
//! **Taught in:** lessons/04-lazy-futures, "Lazy futures".

// TODO: replace each `None` by your guess, as in `called: Some(12)`.
pub const LINES: Guess = Guess {
    called: None,
    kept: None,
    dropped: None,
    awaited: None,
    joined: None,
    spawned: None,
};

/// Lines that have been logged when the snippet returns.
pub struct Guess {
    pub called: Option<u64>,
    pub kept: Option<u64>,
    pub dropped: Option<u64>,
    pub awaited: Option<u64>,
    pub joined: Option<u64>,
    pub spawned: Option<u64>,
}
