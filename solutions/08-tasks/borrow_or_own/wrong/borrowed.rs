//! misconception: a-task-may-borrow
//! All tasks are awaited before the function ends, but a task's type doesn't show
//! that.

use crate::{Letter, Post};
use std::sync::Arc;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Arc::new(post.seal());
    let mut tasks = Vec::new();
    for letter in letters {
        let letter = letter.clone();
        tasks.push(tokio::spawn(async { post.send(&letter, &seal).await }));
    }
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
