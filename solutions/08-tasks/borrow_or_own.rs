//! Each task owns three things: a handle to the post, its own letter, a share of the seal.
//!
//! One copy for each letter is what ownership costs here; the seal, which cannot be
//! cloned, is shared under an `Arc`, because `spawn` asks for `Send`. All of it is
//! dropped with its task: `'static` means owned, not immortal.

use crate::{Letter, Post};
use std::sync::Arc;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Arc::new(post.seal());
    let mut tasks = Vec::new();
    for letter in letters {
        let (post, letter, seal) = (post.clone(), letter.clone(), Arc::clone(&seal));
        tasks.push(tokio::spawn(async move { post.send(&letter, &seal).await }));
    }
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("to send a letter is no risk"));
    }
    receipts
}
