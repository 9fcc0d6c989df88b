//! Answers the two questions, and derives the words from the answers.

pub const IN_TURN: Option<Word> = word(1, 1);
pub const FOUR_POTS: Option<Word> = word(4, 1);
pub const TWO_SALADS: Option<Word> = word(1, 1);
pub const TWO_BROTHS: Option<Word> = word(2, 0);
pub const FOUR_COOKS: Option<Word> = word(4, 4);
pub const TWO_SHIFTS: Option<Word> = word(1, 1);
pub const ONE_KNIFE: Option<Word> = word(2, 1);
pub const ONE_BIG_SALAD: Option<Word> = word(1, 2);

const fn word(orders_under_way: u8, cooks_at_work: u8) -> Option<Word> {
    Some(match (orders_under_way > 1, cooks_at_work > 1) {
        (false, false) => Word::Sequential,
        (true, false) => Word::Concurrent,
        (false, true) => Word::Parallel,
        (true, true) => Word::Both,
    })
}

pub enum Word {
    Sequential,
    Concurrent,
    Parallel,
    Both,
}
