//! misconception: static-means-forever
//! A static is available to all tasks. But then the first post's seal is used for
//! the letters of all later posts.

use crate::{Letter, Post, Seal};
use std::sync::OnceLock;

static SEAL: OnceLock<Seal> = OnceLock::new();

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = SEAL.get_or_init(|| post.seal());
    let mut tasks = Vec::new();
    for letter in letters {
        let (post, letter) = (post.clone(), letter.clone());
        tasks.push(tokio::spawn(async move { post.send(&letter, seal).await }));
    }
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
