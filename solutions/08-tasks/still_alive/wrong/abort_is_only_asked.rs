//! tests-failed: you guessed 1 errand; it delivers fewer than that
//! An abort is only a request, like a `cancel` in asyncio, so the errand continues.

pub const DELIVERED: Guess = Guess {
    returns: Some(0),
    dropped: Some(1),
    timed_out: Some(1),
    timed_inside: Some(0),
    aborted: Some(1),
    a_set: Some(0),
    one_panics: Some(2),
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
