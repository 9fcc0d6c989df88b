//! misconception: drop-makes-room
//! The page is dropped before the wait, so the future seems to have gotten rid of
//! it. But its space in the future remains.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
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
}
