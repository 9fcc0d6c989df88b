//! tests-failed: though no page is there when a letter arrives
//! No page is kept, but a table with room for the thickest book there is.

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
