//! tests-failed: they should be
//! Only the cover has a title, and only the other pages have words.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = book.read(0).title();
    post.send(title).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let words = book.read(number).title();
        post.send(words).await;
        sum += words;
    }
    post.send(title + sum).await;
    sum
}
