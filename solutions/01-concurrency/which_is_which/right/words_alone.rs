//! Writes the words without `Word::` in front of them.

use Word::{Both, Concurrent, Parallel, Sequential};

pub const IN_TURN: Option<Word> = Some(Sequential);
pub const FOUR_POTS: Option<Word> = Some(Concurrent);
pub const TWO_SALADS: Option<Word> = Some(Sequential);
pub const TWO_BROTHS: Option<Word> = Some(Concurrent);
pub const FOUR_COOKS: Option<Word> = Some(Both);
pub const TWO_SHIFTS: Option<Word> = Some(Sequential);
pub const ONE_KNIFE: Option<Word> = Some(Concurrent);
pub const ONE_BIG_SALAD: Option<Word> = Some(Parallel);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Sequential,
    Concurrent,
    Parallel,
    Both,
}
