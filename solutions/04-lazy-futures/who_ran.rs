//! A tea logs only while it is polled, and only `.await` and `join!` poll here.
//!
//! Both poll until everything is ready, so each tea logs both of its lines. In the
//! last snippet, the task is still in the queue when the snippet returns. If that
//! snippet were `main`, the task would never be polled.

pub const LINES: Guess = Guess {
    called: Some(0),
    kept: Some(0),
    dropped: Some(0),
    awaited: Some(2),
    joined: Some(4),
    spawned: Some(0),
};

pub struct Guess {
    pub called: Option<u64>,
    pub kept: Option<u64>,
    pub dropped: Option<u64>,
    pub awaited: Option<u64>,
    pub joined: Option<u64>,
    pub spawned: Option<u64>,
}
