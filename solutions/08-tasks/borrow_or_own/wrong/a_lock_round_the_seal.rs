//! tests-failed: the other tasks exist, but they are waiting for something
//! There is only one seal, so one task at a time locks it, for as long as its letter
//! takes.

use crate::{Letter, Post};
use std::sync::Arc;
use tokio::sync::Mutex;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Arc::new(Mutex::new(post.seal()));
    let mut tasks = Vec::new();
    for letter in letters {
        let (post, letter, seal) = (post.clone(), letter.clone(), Arc::clone(&seal));
        tasks.push(tokio::spawn(async move {
            let seal = seal.lock().await;
            post.send(&letter, &seal).await
        }));
    }
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
