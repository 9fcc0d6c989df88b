//! misconception: small-is-light
//! A box takes up eight bytes in the future, but its contents take up 4096 bytes on
//! the heap.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let cover = Box::new(book.read(0));
    post.send(cover.title()).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let page = Box::new(book.read(number));
        post.send(page.words()).await;
        sum += page.words();
    }
    post.send(cover.title() + sum).await;
    sum
}
