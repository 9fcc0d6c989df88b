//! misconception: small-is-light
//! Clippy's advice for a large future: box it. The future is small enough now, but
//! the pages still exist on the heap.

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
