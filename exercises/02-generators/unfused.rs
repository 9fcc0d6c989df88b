//! # By turns, to the end of both                                fix, 10 minutes
//!
//! Two storytellers hand out sentences by turns: left, right, left, right. When one
//! of them has come to an end, the other tells the rest alone. After that there is
//! `None`, as often as anybody asks. So it was meant; but it panics when one has told
//! more than the other. Mend it.
//!
//! Given: `left` and `right` are iterators over generators of the lesson's kind. Each
//! hands out its sentences and then `None`, once. Either may be endless, or empty.
//! Judged by the sentences, for tales of many lengths; by the storytellers, who note
//! that nobody pulls them before you are pulled, or for much more than you hand
//! out; and by the end, behind which nobody may pull them: a panic that is caught
//! was a panic all the same.
//! Taught in lessons/02-generators, "One value at a time".

use crate::Tale;

pub fn by_turns(mut left: Tale, mut right: Tale) -> impl Iterator<Item = String> {
    let mut lefts_turn = false;
    // TODO: see to it that nobody is pulled again who has said `None`.
    std::iter::from_fn(move || {
        lefts_turn = !lefts_turn;
        if lefts_turn {
            left.next().or_else(|| right.next())
        } else {
            right.next().or_else(|| left.next())
        }
    })
}
