//! Each page is read in a statement without an `.await`, and dropped at the end of
//! that statement.
//!
//! Only two or three numbers exist during a wait. Nothing has to be dropped by hand,
//! and a later change can't use a page by mistake.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = book.read(0).title();
    post.send(title).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let words = book.read(number).words();
        post.send(words).await;
        sum += words;
    }
    post.send(title + sum).await;
    sum
}
