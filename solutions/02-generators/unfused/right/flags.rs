//! An iterator type that records which tale has ended.

use crate::Tale;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    ByTurns { tales: [left, right], ended: [false; 2], turn: 0 }
}

struct ByTurns {
    tales: [Tale; 2],
    ended: [bool; 2],
    turn: usize,
}

impl Iterator for ByTurns {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        for _ in 0..2 {
            let turn = self.turn;
            self.turn = 1 - turn;
            if self.ended[turn] {
                continue;
            }
            match self.tales[turn].next() {
                None => self.ended[turn] = true,
                sentence => return sentence,
            }
        }
        None
    }
}
