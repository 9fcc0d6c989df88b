//! misconception: one-thread-needs-no-send
//! Everything is moved into the task, as the compiler advised, but the code is still
//! rejected.

use crate::{Letter, Post};
use std::rc::Rc;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Rc::new(post.seal());
    let mut tasks = Vec::new();
    for letter in letters {
        let (post, letter, seal) = (post.clone(), letter.clone(), Rc::clone(&seal));
        tasks.push(tokio::spawn(async move { post.send(&letter, &seal).await }));
    }
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
