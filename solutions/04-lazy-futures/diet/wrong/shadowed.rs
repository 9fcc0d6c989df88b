//! misconception: last-use-is-the-end
//! The name now means a number, so the page seems to be gone.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let cover = book.read(0);
    let cover = cover.title();
    post.send(cover).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let page = book.read(number);
        let page = page.words();
        post.send(page).await;
        sum += page;
    }
    post.send(cover + sum).await;
    sum
}
