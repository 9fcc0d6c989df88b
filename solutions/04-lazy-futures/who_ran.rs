//! Only who is polled says anything, and only `.await` and `join!` poll here.
//!
//! Both stay until what they poll is ready, so both lines are out, of each tea. The
//! task of the last snippet is in the queue, and nobody has come for it yet: when
//! its snippet is `main`, nobody ever will.

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
