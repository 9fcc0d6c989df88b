//! Each page is read in a statement without an `.await`, and gone at its semicolon.
//!
//! What waits then is two or three numbers. There is nothing to drop by hand, and
//! nothing that a later change could use by mistake.

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
