//! misconception: spawned-is-done
//! Each letter has its own task, but only the last letter is awaited, and the first
//! ones take longer.

use crate::{Book, Post};
use tokio::task::spawn_local;

pub async fn announce(book: Book, post: Post) -> u32 {
    let send = |number| {
        let post = post.clone();
        spawn_local(async move { post.send(number).await })
    };
    let title = book.read(0).title();
    send(title);
    let mut sum = 0;
    for number in 1..book.pages() {
        let words = book.read(number).words();
        send(words);
        sum += words;
    }
    send(title + sum).await.expect("a letter does not panic");
    sum
}
