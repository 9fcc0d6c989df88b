//! misconception: static-means-forever
//! The compiler asks for `'static`, and this is `'static`.

use crate::{Letter, Post};
use std::sync::Arc;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Arc::new(post.seal());
    let letters: &'static [Letter] = letters.to_vec().leak();
    let mut tasks = Vec::new();
    for letter in letters {
        let (post, seal) = (post.clone(), Arc::clone(&seal));
        tasks.push(tokio::spawn(async move { post.send(letter, &seal).await }));
    }
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
