//! tests-failed: seals instead of one
//! A seal can't be shared, so each task gets a new one.

use crate::{Letter, Post};

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let mut tasks = Vec::new();
    for letter in letters {
        let (post, letter) = (post.clone(), letter.clone());
        let seal = post.seal();
        tasks.push(tokio::spawn(async move { post.send(&letter, &seal).await }));
    }
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
