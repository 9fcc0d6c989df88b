//! Most mains deliver nothing. The three exceptions are the mains whose tasks are
//! left alone.

const NOTHING: Guess = Guess {
    returns: Some(0),
    dropped: Some(0),
    timed_out: Some(0),
    timed_inside: Some(0),
    aborted: Some(0),
    a_set: Some(0),
    one_panics: Some(0),
    joined: Some(0),
};

pub const DELIVERED: Guess = Guess {
    dropped: Some(1),
    timed_out: Some(1),
    one_panics: Some(3 - 1),
    ..NOTHING
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
