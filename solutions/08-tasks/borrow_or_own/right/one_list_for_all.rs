//! The letters are copied once, and all tasks share the list. Each task knows the
//! index of its letter.

use crate::{Letter, Post};
use std::sync::Arc;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let all = Arc::new((post.seal(), post, letters.to_vec()));
    let send = |place: usize| {
        let all = Arc::clone(&all);
        tokio::spawn(async move {
            let (seal, post, letters) = &*all;
            post.send(&letters[place], seal).await
        })
    };
    let tasks: Vec<_> = (0..letters.len()).map(send).collect();
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
