//! Writes the other two guesses as differences from the quick hand's guess.

pub const QUICK_HAND: Guess =
    Guess { seconds: Some(5), in_the_air: Some(2), threads: Some(1) };
pub const PATIENT_HAND: Guess =
    Guess { seconds: Some(3 + 5), in_the_air: Some(1), ..QUICK_HAND };
pub const TWO_HANDS: Guess = Guess { threads: Some(2), ..QUICK_HAND };

pub struct Guess {
    pub seconds: Option<u64>,
    pub in_the_air: Option<u64>,
    pub threads: Option<u64>,
}
