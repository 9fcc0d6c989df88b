//! # Borrow or own                                           reject, 12 minutes
//!
//! All letters are to be on their way at once, a task for each. The compiler refuses
//! this file as it is, and when you have mended what it says, it finds something
//! else, three or four times. Read what it says, and give each task what it needs;
//! not more.
//!
//! Given: `post.send` takes its time, and gives a receipt. Clones of a post are the
//! same post; a letter that is cloned is copied out by hand; there is one seal, and
//! it cannot be cloned.
//! Judged by the compiler, and on the virtual clock: all letters are on their way
//! together, each once, and the receipts come in their order. No more copies are
//! made than there are letters, and when all is over, nothing is left in memory: no
//! letter, no seal, no post.
//! Taught in lessons/08-tasks, "On an errand".

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
