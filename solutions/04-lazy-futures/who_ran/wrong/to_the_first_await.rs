//! misconception: runs-to-its-first-await
//! In JavaScript and in C#, the first half would have run before the call returned.

pub const LINES: Guess = Guess {
    called: Some(1),
    kept: Some(1),
    dropped: Some(1),
    awaited: Some(2),
    joined: Some(4),
    spawned: Some(1),
};

pub struct Guess {
    pub called: Option<u64>,
    pub kept: Option<u64>,
    pub dropped: Option<u64>,
    pub awaited: Option<u64>,
    pub joined: Option<u64>,
    pub spawned: Option<u64>,
}
