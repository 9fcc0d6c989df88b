//! misconception: drop-makes-room
//! An empty `Option` looks as if it didn't take up any space.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = book.read(0).title();
    post.send(title).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let mut page = Some(book.read(number));
        let words = page.as_ref().map_or(0, |it| it.words());
        page.take();
        post.send(words).await;
        sum += words;
    }
    post.send(title + sum).await;
    sum
}
