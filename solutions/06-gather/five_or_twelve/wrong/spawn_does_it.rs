//! misconception: spawned-one-by-one
//! `spawn` makes things concurrent, no matter where the `.await` is.

pub const JOIN_ALL: Guess = Guess { seconds: Some(5), answers: Some("ABC") };
pub const A_VEC: Guess = Guess { seconds: Some(12), answers: Some("ABC") };
pub const HANDLES: Guess = Guess { seconds: Some(5), answers: Some("ABC") };
pub const ONE_BY_ONE: Guess = Guess { seconds: Some(5), answers: Some("ABC") };
pub const JOIN_SET: Guess = Guess { seconds: Some(5), answers: Some("CAB") };

pub struct Guess {
    pub seconds: Option<u64>,
    pub answers: Option<&'static str>,
}
