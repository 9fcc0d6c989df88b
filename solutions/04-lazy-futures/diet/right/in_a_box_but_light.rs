//! The future is in a box, which is fine, because it holds only numbers while it
//! waits.

use crate::{Book, Post};
use std::pin::Pin;

pub fn announce(book: Book, post: Post) -> Pin<Box<dyn Future<Output = u32>>> {
    Box::pin(async move {
        let title = book.read(0).title();
        post.send(title).await;
        let mut sum = 0;
        for number in 1..book.pages() {
            sum += one(&post, &book, number).await;
        }
        post.send(title + sum).await;
        sum
    })
}

async fn one(post: &Post, book: &Book, number: usize) -> u32 {
    let words = book.read(number).words();
    post.send(words).await;
    words
}
