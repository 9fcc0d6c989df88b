//! tests-failed: although no page exists when a letter arrives
//! It keeps no page, but it keeps a table for the longest book that it expects.

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
