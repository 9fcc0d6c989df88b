//! misconception: the-rest-goes-on
//! A letter that has been sent arrives, even if the sender waits for only a moment.

use crate::{Book, Post};
use std::time::Duration;
use tokio::time::timeout;

async fn hurry(post: &Post, number: u32) {
    let _ = timeout(Duration::from_millis(10), post.send(number)).await;
}

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = book.read(0).title();
    hurry(&post, title).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let words = book.read(number).words();
        hurry(&post, words).await;
        sum += words;
    }
    hurry(&post, title + sum).await;
    sum
}
