//! A body that loops over two tales. When it's paused, it keeps its place in both of
//! them.

use crate::Tale;
use genawaiter::rc::{Co, Gen};

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    Gen::new(|co| body(co, left, right)).into_iter().fuse()
}

async fn body(co: Co<String>, mut left: Tale, mut right: Tale) {
    let rest = loop {
        let Some(sentence) = left.next() else { break right };
        co.yield_(sentence).await;
        let Some(sentence) = right.next() else { break left };
        co.yield_(sentence).await;
    };
    for sentence in rest {
        co.yield_(sentence).await;
    }
}
