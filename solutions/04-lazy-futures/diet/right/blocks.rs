//! The pages keep their names, each in a block that ends before the wait.

use crate::{Book, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = {
        let cover = book.read(0);
        cover.title()
    };
    post.send(title).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let words = {
            let page = book.read(number);
            page.words()
        };
        post.send(words).await;
        sum += words;
    }
    post.send(title + sum).await;
    sum
}
