//! misconception: runs-to-its-first-await
//! A call is lazy, but `spawn` should start something.

pub const LINES: Guess = Guess {
    called: Some(0),
    kept: Some(0),
    dropped: Some(0),
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
