//! misconception: small-is-light
//! Each page is dropped before the wait, and the future is only a pointer. But the
//! future that it points to still has space for a page.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    Box::pin(async move {
        let cover = book.read(0);
        let title = cover.title();
        drop(cover);
        post.send(title).await;
        let mut sum = 0;
        for number in 1..book.pages() {
            let page = book.read(number);
            let words = page.words();
            drop(page);
            post.send(words).await;
            sum += words;
        }
        post.send(title + sum).await;
        sum
    })
    .await
}
