//! misconception: small-is-light
//! It is what Clippy says of a large future: box it. The measure of the size is met,
//! and the weight is where it was.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    Box::pin(async move {
        let cover = book.read(0);
        post.send(cover.title()).await;
        let mut sum = 0;
        for number in 1..book.pages() {
            let page = book.read(number);
            post.send(page.words()).await;
            sum += page.words();
        }
        post.send(cover.title() + sum).await;
        sum
    })
    .await
}
