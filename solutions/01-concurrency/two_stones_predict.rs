//! Waits in sequence add up. Waits that overlap take only as long as the longest
//! one.
//!
//! The quick hand and the two hands are equally fast, because a stone in the air
//! doesn't need a hand. They differ only in the number of threads, and the second
//! thread only waits.

pub const PATIENT_HAND: Guess =
    Guess { seconds: Some(8), in_the_air: Some(1), threads: Some(1) };
pub const QUICK_HAND: Guess =
    Guess { seconds: Some(5), in_the_air: Some(2), threads: Some(1) };
pub const TWO_HANDS: Guess =
    Guess { seconds: Some(5), in_the_air: Some(2), threads: Some(2) };

pub struct Guess {
    pub seconds: Option<u64>,
    pub in_the_air: Option<u64>,
    pub threads: Option<u64>,
}
