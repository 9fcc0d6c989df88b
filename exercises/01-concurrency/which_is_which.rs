//! # Which is which
//!
//! **predict, 10 minutes**
//!
//! A kitchen takes orders. Each cook is a thread and has a core. Chopping is work.
//! Waiting isn't work, whether for a pot, for a knife, or for another cook.
//!
//! Read the eight programs in programs/which_is_which.rs, but don't run them. Ask
//! two questions about each:
//!
//! - Are two or more orders in progress (begun, but not served) at the same
//!   instant?
//! - Are two or more cooks working at the same instant?
//!
//! Write down a word for each program:
//!
//! - yes only to the first question: `Concurrent`
//! - yes only to the second question: `Parallel`
//! - yes to both: `Both`
//! - no to both: `Sequential`
//!
//! **Judged:** the eight programs run, and their orders and cooks are counted. The
//! verdict counts the right words. For the first wrong one, it shows those counts, from
//! which you can tell the right word. A wrong guess costs nothing.
//!
//! **Taught in:** lessons/01-concurrency, "Two stones".

// TODO: replace each `None` with your word, such as `Some(Word::Both)`.
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
