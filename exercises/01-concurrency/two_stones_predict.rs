//! # Two stones, again
//!
//! **predict, 5 minutes**
//!
//! A stone that is thrown flat flies for 3 seconds, one that is thrown high for 5.
//! This time the throw itself takes no time. Three programs throw one of each. They
//! are in programs/two_stones_predict.rs. Read them, but don't run them, and write
//! down for each program how many seconds it takes, the most stones in the air at
//! one time, and how many threads throw.
//!
//! **Judged:** the three programs are run. A wrong guess costs nothing and teaches
//! the most.
//!
//! **Taught in:** lessons/01-concurrency, "Two stones".

// TODO: replace each `None` by your guess, as in `seconds: Some(12)`.
pub const PATIENT_HAND: Guess =
    Guess { seconds: None, in_the_air: None, threads: None };
pub const QUICK_HAND: Guess =
    Guess { seconds: None, in_the_air: None, threads: None };
pub const TWO_HANDS: Guess =
    Guess { seconds: None, in_the_air: None, threads: None };

pub struct Guess {
    /// From the first throw to the last landing.
    pub seconds: Option<u64>,
    /// The most stones that are in the air at one time.
    pub in_the_air: Option<u64>,
    /// The threads that throw.
    pub threads: Option<u64>,
}
