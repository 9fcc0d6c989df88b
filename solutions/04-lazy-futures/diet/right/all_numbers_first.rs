//! Reads the whole book before it sends the first letter, and keeps only a list of
//! numbers.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = book.read(0).title();
    let words = (1..book.pages()).map(|it| book.read(it).words());
    let words: Vec<u32> = words.collect();
    post.send(title).await;
    for &words in &words {
        post.send(words).await;
    }
    let sum = words.iter().sum();
    post.send(title + sum).await;
    sum
}
