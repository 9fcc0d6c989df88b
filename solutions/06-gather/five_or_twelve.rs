//! Whether the waits overlap is one question, and the order of the answers is
//! another.
//!
//! Waits overlap if all three cups are polled before the first one is awaited to its
//! end: `join_all` polls its futures itself, and the runtime polls tasks. The
//! answers are in the order of the slots, or in the order in which the handles are
//! awaited. Only the `JoinSet` returns answers as they arrive.

pub const JOIN_ALL: Guess = Guess { seconds: Some(5), answers: Some("ABC") };
pub const A_VEC: Guess = Guess { seconds: Some(12), answers: Some("ABC") };
pub const HANDLES: Guess = Guess { seconds: Some(5), answers: Some("ABC") };
pub const ONE_BY_ONE: Guess = Guess { seconds: Some(12), answers: Some("ABC") };
pub const JOIN_SET: Guess = Guess { seconds: Some(5), answers: Some("CAB") };

pub struct Guess {
    pub seconds: Option<u64>,
    pub answers: Option<&'static str>,
}
