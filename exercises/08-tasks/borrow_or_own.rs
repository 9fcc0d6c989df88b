//! # Borrow or own
//!
//! **compile-error, 12 minutes**
//!
//! This function should send all letters at the same time, each in its own task,
//! but the compiler rejects it. Each time you fix what the compiler reports, it
//! finds another problem, three or four in all. Give each task what it needs, and
//! no more. A solution without tasks passes too, if all letters are on their way
//! at the same time.
//!
//! **Given:**
//!
//! ```text
//! impl Post {
//!     fn seal(&self) -> Seal;
//!     async fn send(&self, letter: &Letter, seal: &Seal) -> u64; // a receipt
//! }
//! impl Clone for Post;   // a clone is the same post
//! impl Clone for Letter; // a clone is another copy of the letter
//! ```
//!
//! A `Seal` can't be cloned.
//!
//! **Judged:** the file compiles, and on the virtual clock, with up to 40 letters that
//! take up to 10 minutes:
//!
//! - All letters are on their way at the same time, each is sent once, and the
//!   receipts are in the order of the letters.
//! - With `n` letters, the call is polled at most `10 n + 10` times.
//! - There are at most as many copies as letters, and only one seal.
//! - When the call has returned, nothing is left: no task, no letter, no seal, no
//!   post.
//!
//! **Taught in:** lessons/08-tasks, "On an errand".

use crate::{Letter, Post};
use std::rc::Rc;

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = Rc::new(post.seal());
    let mut tasks = Vec::new();
    for letter in letters {
        let seal = Rc::clone(&seal);
        // TODO: give the task what it needs.
        tasks.push(tokio::spawn(async { post.send(letter, &seal).await }));
    }
    let mut receipts = Vec::new();
    for task in tasks {
        receipts.push(task.await.expect("sending a letter does not panic"));
    }
    receipts
}
