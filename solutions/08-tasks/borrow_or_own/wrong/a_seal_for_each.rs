//! tests-failed: there is one seal; it made
//! What cannot be shared is made anew.

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
        receipts.push(task.await.expect("to send a letter is no risk"));
    }
    receipts
}
