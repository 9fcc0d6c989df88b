//! misconception: own-all-to-use-one
//! The task uses `letters[place]`, so it needs `letters`.

use crate::{Letter, Post};
use std::sync::Arc;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Arc::new(post.seal());
    let mut tasks = Vec::new();
    for place in 0..letters.len() {
        let (post, letters) = (post.clone(), letters.to_vec());
        let seal = Arc::clone(&seal);
        tasks.push(tokio::spawn(
            async move { post.send(&letters[place], &seal).await },
        ));
    }
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
