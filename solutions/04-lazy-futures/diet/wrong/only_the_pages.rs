//! tests-failed: page 0 still exists
//! The loop handles most of the pages, so only the loop is fixed. The cover still
//! exists during every wait.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let cover = book.read(0);
    post.send(cover.title()).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let words = book.read(number).words();
        post.send(words).await;
        sum += words;
    }
    post.send(cover.title() + sum).await;
    sum
}
