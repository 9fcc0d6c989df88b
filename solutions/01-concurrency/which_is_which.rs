//! Two words, two questions: how many orders are in progress, and how many cooks are
//! working?
//!
//! So all four answers are possible. Neither `join!` nor threads alone decide which
//! word is right. `join!` runs in sequence if there is nothing to wait for, and so
//! do threads if each one starts after the previous one has ended. Threads that wait
//! for a lock to do their work are only concurrent. And one order with two cooks is
//! only parallel.

pub const IN_TURN: Option<Word> = Some(Word::Sequential);
pub const FOUR_POTS: Option<Word> = Some(Word::Concurrent);
pub const TWO_SALADS: Option<Word> = Some(Word::Sequential);
pub const TWO_BROTHS: Option<Word> = Some(Word::Concurrent);
pub const FOUR_COOKS: Option<Word> = Some(Word::Both);
pub const TWO_SHIFTS: Option<Word> = Some(Word::Sequential);
pub const ONE_KNIFE: Option<Word> = Some(Word::Concurrent);
pub const ONE_BIG_SALAD: Option<Word> = Some(Word::Parallel);

pub enum Word {
    Sequential,
    Concurrent,
    Parallel,
    Both,
}
