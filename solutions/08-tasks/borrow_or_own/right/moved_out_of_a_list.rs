//! Copies the list, and moves each letter out of the copy into a task of a
//! `JoinSet`.

use crate::{Letter, Post};
use std::sync::Arc;
use tokio::task::JoinSet;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Arc::new(post.seal());
    let mut set = JoinSet::new();
    for (place, letter) in letters.to_vec().into_iter().enumerate() {
        let (post, seal) = (post.clone(), Arc::clone(&seal));
        set.spawn(async move { (place, post.send(&letter, &seal).await) });
    }
    let mut receipts = set.join_all().await;
    receipts.sort_unstable();
    receipts.into_iter().map(|(_, receipt)| receipt).collect()
}
