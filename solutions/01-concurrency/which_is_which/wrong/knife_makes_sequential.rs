//! tests-failed: there is one knife, so one cook waits
//! A lock puts the orders one after the other.

pub const IN_TURN: Option<Word> = Some(Word::Sequential);
pub const FOUR_POTS: Option<Word> = Some(Word::Concurrent);
pub const TWO_SALADS: Option<Word> = Some(Word::Sequential);
pub const TWO_BROTHS: Option<Word> = Some(Word::Concurrent);
pub const FOUR_COOKS: Option<Word> = Some(Word::Both);
pub const TWO_SHIFTS: Option<Word> = Some(Word::Sequential);
pub const ONE_KNIFE: Option<Word> = Some(Word::Sequential);
pub const ONE_BIG_SALAD: Option<Word> = Some(Word::Parallel);

pub enum Word {
    Sequential,
    Concurrent,
    Parallel,
    Both,
}
