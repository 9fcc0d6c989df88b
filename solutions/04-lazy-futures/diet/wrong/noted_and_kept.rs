//! misconception: last-use-is-the-end
//! Only numbers are used after the wait, but the pages are still in scope.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let cover = book.read(0);
    let title = cover.title();
    post.send(title).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let page = book.read(number);
        let words = page.words();
        post.send(words).await;
        sum += words;
    }
    post.send(title + sum).await;
    sum
}
