//! misconception: each-has-a-thread
//! Each `async fn` gets a thread, so two of them are like two hands.

pub const PATIENT_HAND: Guess =
    Guess { seconds: Some(5), in_the_air: Some(2), threads: Some(2) };
pub const QUICK_HAND: Guess =
    Guess { seconds: Some(5), in_the_air: Some(2), threads: Some(2) };
pub const TWO_HANDS: Guess =
    Guess { seconds: Some(5), in_the_air: Some(2), threads: Some(2) };

pub struct Guess {
    pub seconds: Option<u64>,
    pub in_the_air: Option<u64>,
    pub threads: Option<u64>,
}
