//! The letters are on their way at the same time, each in its own task, and all of the
//! tasks are awaited.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = book.read(0).title();
    let words: Vec<_> = (1..book.pages()).map(|it| book.read(it).words()).collect();
    let sum: u32 = words.iter().sum();
    let numbers = [vec![title], words, vec![title + sum]].concat();
    let letters: Vec<_> = numbers
        .into_iter()
        .map(|number| {
            let post = post.clone();
            tokio::spawn(async move { post.send(number).await })
        })
        .collect();
    for letter in letters {
        letter.await.expect("a letter does not panic");
    }
    sum
}
