//! tests-failed: you guessed 12 s; it takes less than that
//! The guess for the handles is right, so this learner knows that tasks run on their
//! own. Still, `join_next` looks as if it ran one task after another.

pub const JOIN_ALL: Guess = Guess { seconds: Some(5), answers: Some("ABC") };
pub const A_VEC: Guess = Guess { seconds: Some(12), answers: Some("ABC") };
pub const HANDLES: Guess = Guess { seconds: Some(5), answers: Some("ABC") };
pub const ONE_BY_ONE: Guess = Guess { seconds: Some(12), answers: Some("ABC") };
pub const JOIN_SET: Guess = Guess { seconds: Some(12), answers: Some("CAB") };

pub struct Guess {
    pub seconds: Option<u64>,
    pub answers: Option<&'static str>,
}
