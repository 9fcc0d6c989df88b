//! Tasks that stay on this thread don't have to be `Send`, so the `Rc` is fine. But
//! they still need their own letters.

use crate::{Letter, Post};
use std::rc::Rc;
use tokio::task::LocalSet;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let local = LocalSet::new();
    let seal = Rc::new(post.seal());
    let mut tasks = Vec::new();
    for letter in letters {
        let (post, letter, seal) = (post.clone(), letter.clone(), Rc::clone(&seal));
        tasks
            .push(local.spawn_local(async move { post.send(&letter, &seal).await }));
    }
    local.await;
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
