//! # A future on a diet                                         fix, 15 minutes
//!
//! `announce` reads a book and posts numbers, one in each letter: the title, how many
//! words stand on each page, and at last the title plus all words. A page takes 4
//! KiB, and a letter takes its time. Meanwhile two pages are kept, of which only two
//! numbers are needed. Let no page be held while a letter is under way: neither in
//! the future nor anywhere else.
//!
//! Given: `book.read(number)` gives a `Page`; page 0 is the cover, and there are
//! `book.pages()` in all. `page.title()` and `page.words()` give a number each.
//! `post.send(number)` is async.
//! Judged by the book: each page is read once. By the post: the same letters in the
//! same order. And by two measures: a future of `announce` takes 1 KiB at most, and
//! no `Page` exists when a letter arrives.
//! Taught in lessons/04-lazy-futures, "Lazy futures".

use crate::{Book, Post};

// TODO: let go of each page before the next letter.
pub async fn announce(book: Book, post: Post) -> u32 {
    let cover = book.read(0);
    post.send(cover.title()).await;
    let mut sum = 0;
    for number in 1..book.pages() {
        let page = book.read(number);
        post.send(page.words()).await;
        sum += page.words();
    }
    post.send(cover.title() + sum).await;
    sum
}
