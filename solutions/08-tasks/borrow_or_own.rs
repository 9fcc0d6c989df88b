//! Each task owns a handle to the post, its own letter, and a share of the seal.
//!
//! The price of ownership is one copy for each letter. The seal can't be cloned, so
//! the tasks share it in an `Arc`, because `spawn` requires `Send`. Everything is
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
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
