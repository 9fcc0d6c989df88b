//! tests-failed: the two cooks chop at the same instant
//! One order can be served in only one way.

pub const IN_TURN: Option<Word> = Some(Word::Sequential);
pub const FOUR_POTS: Option<Word> = Some(Word::Concurrent);
pub const TWO_SALADS: Option<Word> = Some(Word::Sequential);
pub const TWO_BROTHS: Option<Word> = Some(Word::Concurrent);
pub const FOUR_COOKS: Option<Word> = Some(Word::Both);
pub const TWO_SHIFTS: Option<Word> = Some(Word::Sequential);
pub const ONE_KNIFE: Option<Word> = Some(Word::Concurrent);
pub const ONE_BIG_SALAD: Option<Word> = Some(Word::Sequential);

pub enum Word {
    Sequential,
    Concurrent,
    Parallel,
    Both,
}
