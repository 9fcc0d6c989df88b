//! tests-failed: although no page exists when a letter arrives
//! Keeps no page, but a table that is large enough for the longest book it expects.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = book.read(0).title();
    let mut words = [0u32; 512];
    for n in 1..book.pages() {
        words[n] = book.read(n).words();
    }
    post.send(title).await;
    for n in 1..book.pages() {
        post.send(words[n]).await;
    }
    let sum = words.iter().sum();
    post.send(title + sum).await;
    sum
}
