//! tests-failed: at most 6 of 40 letters were in flight together
//! At most six letters are on their way at a time.

use crate::{Letter, Post};
use futures::stream::{self, StreamExt};

pub async fn send_all(post: Post, letters: &[Letter]) -> Vec<u64> {
    let seal = post.seal();
    let sent = letters.iter().map(|letter| post.send(letter, &seal));
    stream::iter(sent).buffered(6).collect().await
}
