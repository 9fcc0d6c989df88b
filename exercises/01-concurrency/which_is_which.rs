//! # Which is which                                          predict, 10 minutes
//!
//! A kitchen takes orders. A cook is a thread, and has a core of its own. To chop is
//! work. To wait, for a pot, for a knife or for another cook, is not.
//!
//! Eight programs stand at the top of tests/which_is_which.rs. Read them, do not run
//! them, and ask two questions of each:
//!
//! - Are two orders, or more, ever under way at one instant: begun, not yet served?
//! - Are two cooks, or more, ever at work at one instant?
//!
//! Only the first: the program is concurrent. Only the second: it is parallel.
//! Neither: it is sequential. And yes to both of them is both.
//!
//! Judged by running the eight programs and counting. A wrong guess costs nothing
//! and teaches most.
//! Taught in lessons/01-concurrency, "Two stones".

// TODO: replace each `None` by your word, as in `Some(Word::Both)`.
pub const IN_TURN: Option<Word> = None;
pub const FOUR_POTS: Option<Word> = None;
pub const TWO_SALADS: Option<Word> = None;
pub const TWO_BROTHS: Option<Word> = None;
pub const FOUR_COOKS: Option<Word> = None;
pub const TWO_SHIFTS: Option<Word> = None;
pub const ONE_KNIFE: Option<Word> = None;
pub const ONE_BIG_SALAD: Option<Word> = None;

pub enum Word {
    Sequential,
    Concurrent,
    Parallel,
    Both,
}
