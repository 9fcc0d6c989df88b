//! # A future on a diet
//!
//! **fix, 15 minutes**
//!
//! `announce` reads a book and sends numbers, one per letter: first the title, then
//! the number of words on each page, and last the title plus the total of all words.
//! It returns that total.
//! A page takes up 4 KiB, and a letter takes time to arrive. During that time, the
//! future holds two pages, although it needs only a number from each.
//! Change `announce` so that no page exists while a letter is on its way, neither in
//! the future nor anywhere else.
//!
//! **Given:** page 0 is the cover. `Book` and `Post` can be cloned.
//!
//! ```text
//! impl Book {
//!     fn pages(&self) -> usize;  // including the cover
//!     fn read(&self, page: usize) -> Page;
//! }
//! impl Page {
//!     fn title(&self) -> u32;  // for the cover
//!     fn words(&self) -> u32;  // for the other pages
//! }
//! impl Post {
//!     async fn send(&self, number: u32);  // returns when the letter arrives
//! }
//! ```
//!
//! **Judged:**
//! - each page is read exactly once
//! - the same letters are sent in the same order, and the same number is returned
//!   (several letters may be on their way at the same time)
//! - the future that `announce` returns takes at most 1 KiB
//! - no `Page` exists when a letter arrives, and no heap space is reserved for the
//!   next page
//! - all letters have arrived when `announce` returns; some take longer than
//!   others
//!
//! **Taught in:** lessons/04-lazy-futures, "Lazy futures".

use crate::{Book, Post};

// TODO: make sure that each page is gone before the next letter is sent.
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
