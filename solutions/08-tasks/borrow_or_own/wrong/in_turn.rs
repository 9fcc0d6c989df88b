//! misconception: awaits-in-sequence
//! Without tasks, nothing has to be owned, and the compiler accepts the code.

use crate::{Letter, Post};

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = post.seal();
    let mut receipts = Vec::new();
    for letter in letters {
        receipts.push(post.send(letter, &seal).await);
    }
    receipts
}
