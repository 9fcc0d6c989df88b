//! Three questions for each program: is the task stopped, does main run long enough,
//! and where is the boundary?
//!
//! Dropping a handle stops nothing, and neither does a timeout around a handle. An
//! abort stops a task, and dropping a set stops its tasks. Only the first main
//! returns too early. A panic ends at the boundary of its task, and there is no
//! boundary between the branches of a `join!`.

pub const DELIVERED: Guess = Guess {
    returns: Some(0),
    dropped: Some(1),
    timed_out: Some(1),
    timed_inside: Some(0),
    aborted: Some(0),
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
