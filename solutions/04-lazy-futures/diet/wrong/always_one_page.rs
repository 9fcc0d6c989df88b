//! tests-failed: panicked
//! A book is assumed to have at least one page after its cover.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = book.read(0).title();
    post.send(title).await;
    let mut sum = 0;
    let mut number = 1;
    loop {
        let words = book.read(number).words();
        post.send(words).await;
        sum += words;
        number += 1;
        if number >= book.pages() {
            break;
        }
    }
    post.send(title + sum).await;
    sum
}
