//! Grouped by similarity: which programs have the same picture, apart from the
//! lengths?

pub const IN_TURN: Option<Word> = Some(Word::Sequential);
pub const TWO_SALADS: Option<Word> = IN_TURN;
pub const TWO_SHIFTS: Option<Word> = IN_TURN;

pub const FOUR_POTS: Option<Word> = Some(Word::Concurrent);
pub const TWO_BROTHS: Option<Word> = FOUR_POTS;
pub const ONE_KNIFE: Option<Word> = FOUR_POTS;

pub const FOUR_COOKS: Option<Word> = Some(Word::Both);
pub const ONE_BIG_SALAD: Option<Word> = Some(Word::Parallel);

pub enum Word {
    Sequential,
    Concurrent,
    Parallel,
    Both,
}
