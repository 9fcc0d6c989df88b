//! The measured figures, one file for each.

pub(crate) mod echo;
pub(crate) mod growth;
pub(crate) mod late;
pub(crate) mod memory;
pub(crate) mod spawn;
pub(crate) mod switch;
pub(crate) mod timers;
pub(crate) mod wake;

/// Reasons why a loop is missing from a row.
const NO_TIMERS: &str = "no timers";
const NO_SOCKETS: &str = "no sockets";
const NO_YIELD: &str = "no yield";

/// Xorshift, so that every loop gets the same numbers.
struct Random(u64);

impl Random {
    fn new() -> Self {
        Self(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
