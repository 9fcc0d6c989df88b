//! Computed: every spawned errand is delivered, unless it is stopped or main
//! returns.

const fn delivered(spawned: u64, stopped: bool, main_stays: bool) -> Option<u64> {
    if stopped || !main_stays { Some(0) } else { Some(spawned) }
}

pub const DELIVERED: Guess = Guess {
    returns: delivered(1, false, false),
    dropped: delivered(1, false, true),
    timed_out: delivered(1, false, true),
    timed_inside: delivered(1, true, true),
    aborted: delivered(1, true, true),
    a_set: delivered(3, true, true),
    one_panics: delivered(2, false, true),
    joined: delivered(2, true, true),
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
