//! misconception: a-panic-leaves-its-task
//! There is only one thread, so that thread is the one that panicked.

pub const DELIVERED: Guess = Guess {
    returns: Some(0),
    dropped: Some(1),
    timed_out: Some(1),
    timed_inside: Some(0),
    aborted: Some(0),
    a_set: Some(0),
    one_panics: Some(0),
    joined: Some(0),
};

pub struct Guess {
    pub returns: Option<u64>,
    pub dropped: Option<u64>,
    pub timed_out: Option<u64>,
    pub timed_inside: Option<u64>,
    pub aborted: Option<u64>,
    pub a_set: Option<u64>,
    pub one_panics: Option<u64>,
    pub joined: Option<u64>,
}
