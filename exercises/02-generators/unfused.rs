//! # By turns, to the end of both
//!
//! **fix, 10 minutes**
//!
//! Two storytellers tell their sentences by turns: left, right, left, right. When
//! one of them comes to an end, the other tells the rest alone. After that, `next`
//! returns `None` every time. That was the intention, but the code panics when one
//! tale is longer than the other. Fix it.
//!
//! **Given:** `left` and `right` are iterators over generators like the lesson's.
//! Each returns its sentences, then `None` once; the next call panics. Either may be
//! endless, or empty.
//!
//! **Judged:** by the sentences, for tales of many lengths, and by the calls to
//! `next` of the two tales:
//!
//! - there are none before the first call to yours, and in your first `n` calls at
//!   most `n + 4`
//! - there is none after a tale's `None`; a panic that is caught counts as a panic
//!   all the same
//!
//! **Taught in:** lessons/02-generators, "One value at a time".

use crate::Tale;

pub fn by_turns(mut left: Tale, mut right: Tale) -> impl Iterator<Item = String> {
    let mut lefts_turn = false;
    // TODO: see to it that no tale is pulled again after its `None`.
    std::iter::from_fn(move || {
        lefts_turn = !lefts_turn;
        if lefts_turn {
            left.next().or_else(|| right.next())
        } else {
            right.next().or_else(|| left.next())
        }
    })
}
