//! misconception: last-use-is-the-end
//! The pages have no names. They exist until the ends of their statements, which
//! contain the waits.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = sent(&post, book.read(0).title()).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        sum += sent(&post, book.read(number).words()).await;
    }
    post.send(title + sum).await;
    sum
}

async fn sent(post: &Post, number: u32) -> u32 {
    post.send(number).await;
    number
}
