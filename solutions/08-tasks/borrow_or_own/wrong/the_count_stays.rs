//! misconception: one-thread-needs-no-send
//! Everything runs on one thread, so a single-threaded reference count is enough.

use crate::{Letter, Post};
use std::rc::Rc;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Rc::new(post.seal());
    let mut tasks = Vec::new();
    for letter in letters {
        let (post, letter, seal) = (post.clone(), letter.clone(), Rc::clone(&seal));
        tasks.push(tokio::spawn(async { post.send(&letter, &seal).await }));
    }
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
