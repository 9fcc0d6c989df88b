//! tests-failed: That would be right if the future ran while the snippet slept
//! Tea takes one second, and this snippet waits for five.

pub const LINES: Guess = Guess {
    called: Some(0),
    kept: Some(2),
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
