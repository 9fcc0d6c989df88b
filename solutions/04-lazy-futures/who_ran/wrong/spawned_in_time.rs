//! misconception: spawned-is-done
//! A task runs without being awaited, so it should have finished by now.

pub const LINES: Guess = Guess {
    called: Some(0),
    kept: Some(0),
    dropped: Some(0),
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
