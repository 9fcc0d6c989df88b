//! # Borrow or own
//!
//! **compile-error, 12 minutes**
//!
//! This program is meant to send all letters at once, each in its own task. The
//! compiler rejects it. When you have fixed what the compiler reports, it finds
//! something else, three or four times. Read what it says, and give each task what
//! it needs, and not more. A program without tasks passes too, as long as all
//! letters are on their way at once.
//!
//! **Given:**
//!
//! ```text
//! impl Post {
//!     fn seal(&self) -> Seal;
//!     async fn send(&self, letter: &Letter, seal: &Seal) -> u64; // a receipt
//! }
//! ```
//!
//! Clones of a `Post` are the same post. A `Letter` that is cloned is copied by
//! hand. There is one `Seal`, and it cannot be cloned.
//!
//! **Judged:** the file compiles, and on the virtual clock:
//!
//! - All letters are on their way together, each is sent once, and the receipts are
//!   in the order of the letters.
//! - At most as many copies are made as there are letters.
//! - When the call has returned, nothing is left in memory: no letter, no seal, no
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
        receipts.push(task.await.expect("to send a letter is no risk"));
    }
    receipts
}
