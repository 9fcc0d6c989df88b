//! Whether waits overlap is one question, and the order of the answers is another.
//!
//! They overlap if all three are polled before the first is awaited to its end:
//! `join_all` polls them itself, and the runtime polls tasks. The order is that of
//! the slots, or of the handles that are awaited; only the set gives out answers as
//! they come.

pub const JOIN_ALL: Guess = Guess { seconds: Some(5), answers: Some("ABC") };
pub const A_VEC: Guess = Guess { seconds: Some(12), answers: Some("ABC") };
pub const HANDLES: Guess = Guess { seconds: Some(5), answers: Some("ABC") };
pub const ONE_BY_ONE: Guess = Guess { seconds: Some(12), answers: Some("ABC") };
pub const JOIN_SET: Guess = Guess { seconds: Some(5), answers: Some("CAB") };

pub struct Guess {
    pub seconds: Option<u64>,
    pub answers: Option<&'static str>,
}
// touched 32468
