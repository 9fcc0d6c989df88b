//! misconception: static-means-forever
//! The letters are cloned as they should be. The seal can't be cloned, so it is
//! leaked.

use crate::{Letter, Post};

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = &*Box::leak(Box::new(post.seal()));
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
