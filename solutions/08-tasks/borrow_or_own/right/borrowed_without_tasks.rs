//! No tasks. Futures that are awaited here may borrow from this function, and the
//! `Rc` is fine.

use crate::{Letter, Post};
use futures::future::join_all;
use std::rc::Rc;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Rc::new(post.seal());
    join_all(letters.iter().map(|letter| post.send(letter, &seal))).await
}
