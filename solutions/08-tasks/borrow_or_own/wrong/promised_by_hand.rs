//! does-not-compile: unsafe_code
//! All tasks are awaited here, so the references are valid, no matter what the
//! compiler says. But they aren't if this future is dropped while it waits.

use crate::{Letter, Post};
use std::sync::Arc;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let letters =
        unsafe { std::mem::transmute::<&[Letter], &'static [Letter]>(letters) };
    let seal = Arc::new(post.seal());
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
