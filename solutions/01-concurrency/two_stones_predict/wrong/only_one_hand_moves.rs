//! misconception: threads-take-turns
//! Python's threads take turns, as anyone who has timed a computation in Python
//! knows.

pub const PATIENT_HAND: Guess =
    Guess { seconds: Some(8), in_the_air: Some(1), threads: Some(1) };
pub const QUICK_HAND: Guess =
    Guess { seconds: Some(5), in_the_air: Some(2), threads: Some(1) };
pub const TWO_HANDS: Guess =
    Guess { seconds: Some(8), in_the_air: Some(1), threads: Some(2) };

pub struct Guess {
    pub seconds: Option<u64>,
    pub in_the_air: Option<u64>,
    pub threads: Option<u64>,
}
