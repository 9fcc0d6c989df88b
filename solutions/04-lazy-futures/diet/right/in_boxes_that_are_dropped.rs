//! Each page has its own box, which is dropped before the wait. That also frees its
//! space on the heap.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let cover = Box::new(book.read(0));
    let title = cover.title();
    drop(cover);
    post.send(title).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let page = Box::new(book.read(number));
        let words = page.words();
        drop(page);
        post.send(words).await;
        sum += words;
    }
    post.send(title + sum).await;
    sum
}
