//! misconception: each-has-a-thread
//! Two stones in the air at the same time suggest two threads.

pub const PATIENT_HAND: Guess =
    Guess { seconds: Some(8), in_the_air: Some(1), threads: Some(1) };
pub const QUICK_HAND: Guess =
    Guess { seconds: Some(5), in_the_air: Some(2), threads: Some(2) };
pub const TWO_HANDS: Guess =
    Guess { seconds: Some(5), in_the_air: Some(2), threads: Some(2) };

pub struct Guess {
    pub seconds: Option<u64>,
    pub in_the_air: Option<u64>,
    pub threads: Option<u64>,
}
