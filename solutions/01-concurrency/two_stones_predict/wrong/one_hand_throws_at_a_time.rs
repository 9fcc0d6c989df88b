//! tests-failed: two_hands: you guessed 1 stone; the most in the air is more than that
//! The guessed time is right, so it's clear that the hands don't take turns. Still,
//! the guess has only one stone in the air.

pub const PATIENT_HAND: Guess =
    Guess { seconds: Some(8), in_the_air: Some(1), threads: Some(1) };
pub const QUICK_HAND: Guess =
    Guess { seconds: Some(5), in_the_air: Some(2), threads: Some(1) };
pub const TWO_HANDS: Guess =
    Guess { seconds: Some(5), in_the_air: Some(1), threads: Some(2) };

pub struct Guess {
    pub seconds: Option<u64>,
    pub in_the_air: Option<u64>,
    pub threads: Option<u64>,
}
