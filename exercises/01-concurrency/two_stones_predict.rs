//! # Two stones, again
//!
//! **predict, 5 minutes**
//!
//! This time, a throw takes no time at all. A low stone flies for 3 seconds, a
//! high stone for 5. Each of three programs throws one stone low and one high.
//! Read the programs in programs/two_stones_predict.rs, but don't run them.
//! Predict three numbers for each: the total time in seconds, the largest number
//! of stones in the air at the same time, and the number of threads that throw a
//! stone. (A thread that only starts others doesn't count.)
//!
//! **Judged:** the three programs run, and your nine numbers are compared with what
//! they do. The verdict counts the right ones and explains the first wrong one, but
//! doesn't give the answer. A wrong guess costs nothing.
//!
//! **Taught in:** lessons/01-concurrency, "Two stones".

// TODO: replace each `None` with your guess, such as `Some(12)`.
pub const PATIENT_HAND: Guess =
    Guess { seconds: None, in_the_air: None, threads: None };
pub const QUICK_HAND: Guess =
    Guess { seconds: None, in_the_air: None, threads: None };
pub const TWO_HANDS: Guess =
    Guess { seconds: None, in_the_air: None, threads: None };

pub struct Guess {
    /// From the first throw to the last landing.
    pub seconds: Option<u64>,
    /// The largest number of stones in the air at the same time.
    pub in_the_air: Option<u64>,
    /// The number of threads that throw.
    pub threads: Option<u64>,
}
