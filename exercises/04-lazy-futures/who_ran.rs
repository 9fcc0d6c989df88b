//! # Who has run?                                            predict, 5 minutes
//!
//! `tea` is an async function: it says a line, sleeps for a second, and says another
//! line. Six snippets have to do with it: they call it, keep it, drop it, await it,
//! join two of it, spawn it. They stand at the top of tests/who_ran.rs. Read them,
//! do not run them, and write down of each how many lines have been said when it
//! returns.
//!
//! Judged by running the six, each alone, on one thread. A wrong guess costs nothing
//! and teaches most. The sixth reaches ahead: what a spawned future waits for is the
//! next lesson's story.
//! Taught in lessons/04-lazy-futures, "Lazy futures".

// TODO: replace each `None` by your guess, as in `called: Some(12)`.
pub const LINES: Guess = Guess {
    called: None,
    kept: None,
    dropped: None,
    awaited: None,
    joined: None,
    spawned: None,
};

/// Lines that have been said when the snippet returns.
pub struct Guess {
    pub called: Option<u64>,
    pub kept: Option<u64>,
    pub dropped: Option<u64>,
    pub awaited: Option<u64>,
    pub joined: Option<u64>,
    pub spawned: Option<u64>,
}
