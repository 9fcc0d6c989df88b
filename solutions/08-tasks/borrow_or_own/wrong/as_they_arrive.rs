//! misconception: answers-in-my-order
//! Ownership is right, but a set returns whichever answer is ready first.

use crate::{Letter, Post};
use std::sync::Arc;
use tokio::task::JoinSet;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Arc::new(post.seal());
    let mut set = JoinSet::new();
    for letter in letters {
        let (post, letter, seal) = (post.clone(), letter.clone(), Arc::clone(&seal));
        set.spawn(async move { post.send(&letter, &seal).await });
    }
    set.join_all().await
}
