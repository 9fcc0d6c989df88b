//! misconception: nobody-asks-again
//! Both tales are fused, but the new generator isn't.

use crate::Tale;
use genawaiter::rc::{Co, Gen};

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    let body = |co: Co<String>| async move {
        let (mut left, mut right) = (left.fuse(), right.fuse());
        loop {
            let sentences = [left.next(), right.next()];
            if sentences == [None, None] {
                return;
            }
            for sentence in sentences.into_iter().flatten() {
                co.yield_(sentence).await;
            }
        }
    };
    Gen::new(body).into_iter()
}
