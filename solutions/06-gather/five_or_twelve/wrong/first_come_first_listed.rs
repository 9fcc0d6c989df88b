//! misconception: listed-as-finished
//! C is ready first, so it is listed first.

pub const JOIN_ALL: Guess = Guess { seconds: Some(5), answers: Some("CAB") };
pub const A_VEC: Guess = Guess { seconds: Some(12), answers: Some("ABC") };
pub const HANDLES: Guess = Guess { seconds: Some(5), answers: Some("CAB") };
pub const ONE_BY_ONE: Guess = Guess { seconds: Some(12), answers: Some("ABC") };
pub const JOIN_SET: Guess = Guess { seconds: Some(5), answers: Some("CAB") };

pub struct Guess {
    pub seconds: Option<u64>,
    pub answers: Option<&'static str>,
}
