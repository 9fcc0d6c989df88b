//! The pages are used in functions that are not async, and so can't wait. One of
//! them takes ownership of the page.

use crate::{Book, Page, Post};

pub async fn announce(book: Book, post: Post) -> u32 {
    let title = title(&book);
    post.send(title).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let words = counted(book.read(number));
        post.send(words).await;
        sum += words;
    }
    post.send(title + sum).await;
    sum
}

fn title(book: &Book) -> u32 {
    let cover = book.read(0);
    cover.title()
}

fn counted(page: Page) -> u32 {
    page.words()
}
