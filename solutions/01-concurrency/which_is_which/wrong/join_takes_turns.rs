//! misconception: join-cuts-in
//! An easy rule to remember: `join!` is concurrent, threads are parallel.

pub const IN_TURN: Option<Word> = Some(Word::Sequential);
pub const FOUR_POTS: Option<Word> = Some(Word::Concurrent);
pub const TWO_SALADS: Option<Word> = Some(Word::Concurrent);
pub const TWO_BROTHS: Option<Word> = Some(Word::Concurrent);
pub const FOUR_COOKS: Option<Word> = Some(Word::Parallel);
pub const TWO_SHIFTS: Option<Word> = Some(Word::Parallel);
pub const ONE_KNIFE: Option<Word> = Some(Word::Parallel);
pub const ONE_BIG_SALAD: Option<Word> = Some(Word::Parallel);

pub enum Word {
    Sequential,
    Concurrent,
    Parallel,
    Both,
}
