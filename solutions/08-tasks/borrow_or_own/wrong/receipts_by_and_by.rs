//! misconception: spawned-is-done
//! Each task has its own slot in a list that all tasks share, and the list is read
//! at the end.

use crate::{Letter, Post};
use std::sync::{Arc, Mutex};

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Arc::new(post.seal());
    let receipts = Arc::new(Mutex::new(vec![0; letters.len()]));
    for (place, letter) in letters.iter().enumerate() {
        let (post, letter, seal) = (post.clone(), letter.clone(), Arc::clone(&seal));
        let receipts = Arc::clone(&receipts);
        tokio::spawn(async move {
            let receipt = post.send(&letter, &seal).await;
            receipts.lock().expect("no panic while locked")[place] = receipt;
        });
    }
    let receipts = receipts.lock().expect("no panic while locked").clone();
    receipts
}
