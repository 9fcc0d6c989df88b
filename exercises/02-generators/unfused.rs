//! # By turns, to the end of both
//!
//! **fix, 10 minutes**
//!
//! Two storytellers take turns, one sentence each: left, right, left, right. When
//! one of the tales ends, the other storyteller continues alone. When both have
//! ended, `next` returns `None` every time. That's the plan, but the code panics if
//! one tale is longer than the other. Fix it.
//!
//! **Given:** `left` and `right` are iterators over generators, like the bare one in
//! the lesson. Each returns its sentences, and then `None` once. The call after that
//! panics. A tale may be empty or endless.
//!
//! **Judged:** for tales of many lengths:
//!
//! - every sentence is told, in the right order
//! - no tale is pulled before the first call to your `next`, and in the first `n`
//!   calls, the two tales together are pulled at most `n + 4` times
//! - no tale is pulled again after its `None`; catching the panic doesn't help
//!
//! **Taught in:** lessons/02-generators, "One value at a time".

use crate::Tale;

pub fn by_turns(mut left: Tale, mut right: Tale) -> impl Iterator<Item = String> {
    let mut lefts_turn = false;
    // TODO: make sure that neither tale is pulled again after its `None`.
    std::iter::from_fn(move || {
        lefts_turn = !lefts_turn;
        if lefts_turn {
            left.next().or_else(|| right.next())
        } else {
            right.next().or_else(|| left.next())
        }
    })
}
