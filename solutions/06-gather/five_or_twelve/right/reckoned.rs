//! Calculated from the times: the maximum if they overlap, or the sum if they don't.

const TIMES: [u64; 3] = [4, 5, 3];

pub const JOIN_ALL: Guess = guess(longest(TIMES), "abc");
pub const A_VEC: Guess = guess(sum(TIMES), "abc");
pub const HANDLES: Guess = guess(longest(TIMES), "abc");
pub const ONE_BY_ONE: Guess = guess(sum(TIMES), "abc");
pub const JOIN_SET: Guess = guess(longest(TIMES), "cab");

const fn sum([a, b, c]: [u64; 3]) -> u64 {
    a + b + c
}

const fn longest([a, b, c]: [u64; 3]) -> u64 {
    let longer = if a > b { a } else { b };
    if longer > c { longer } else { c }
}

const fn guess(seconds: u64, answers: &'static str) -> Guess {
    Guess { seconds: Some(seconds), answers: Some(answers) }
}

pub struct Guess {
    pub seconds: Option<u64>,
    pub answers: Option<&'static str>,
}
