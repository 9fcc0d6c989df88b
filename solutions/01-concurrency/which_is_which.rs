//! Two words, two questions: how many orders are under way, how many hands at work.
//!
//! So all four answers exist. Neither `join!` nor a thread decides by itself:
//! `join!` with nothing to wait for works in sequence, and so do threads of which
//! each begins when the last has ended. Threads that wait for a lock to do their
//! work are concurrent and no more. And one order in two pairs of hands is parallel
//! and nothing else.

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
