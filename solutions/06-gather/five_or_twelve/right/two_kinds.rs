//! There are two kinds of programs: some brew all cups together, and some one by
//! one. One of the five programs returns answers as they arrive.

const TOGETHER: Guess = Guess { seconds: Some(5), answers: Some("A, B, C") };
const IN_TURN: Guess = Guess { seconds: Some(4 + 5 + 3), ..TOGETHER };

pub const JOIN_ALL: Guess = TOGETHER;
pub const A_VEC: Guess = IN_TURN;
pub const HANDLES: Guess = TOGETHER;
pub const ONE_BY_ONE: Guess = IN_TURN;
pub const JOIN_SET: Guess = Guess { answers: Some("C, A, B"), ..TOGETHER };

pub struct Guess {
    pub seconds: Option<u64>,
    pub answers: Option<&'static str>,
}
