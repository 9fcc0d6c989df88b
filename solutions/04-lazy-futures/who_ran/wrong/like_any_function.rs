//! misconception: calling-starts-it
//! A function that is called runs, as everywhere else.

pub const LINES: Guess = Guess {
    called: Some(2),
    kept: Some(2),
    dropped: Some(2),
    awaited: Some(2),
    joined: Some(4),
    spawned: Some(2),
};

pub struct Guess {
    pub called: Option<u64>,
    pub kept: Option<u64>,
    pub dropped: Option<u64>,
    pub awaited: Option<u64>,
    pub joined: Option<u64>,
    pub spawned: Option<u64>,
}
