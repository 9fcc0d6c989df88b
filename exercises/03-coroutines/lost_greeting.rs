//! # The lost greeting
//!
//! **fix, 5 minutes**
//!
//! `greet` says words to a listener, who notes each word that it hears. When "hello"
//! and "world" are said, it hears only "world". Make it hear every word as often as
//! it is said, in order, and nothing that was not said. An empty word is a word,
//! too.
//!
//! **Given:** `heard.say(word)` notes a word. You may change anything but the
//! signature of `greet`.
//!
//! **Judged:** by what is noted, for no words, one, many, and words that are
//! repeated.
//!
//! **Taught in:** lessons/03-coroutines, "Sent into the middle".

use genawaiter::rc::{Co, Gen};
use probe::Log;

async fn listener(co: Co<(), String>, heard: Log) {
    loop {
        let word = co.yield_(()).await;
        heard.say(word);
    }
}

pub fn greet(words: Vec<String>, heard: Log) {
    let mut listener = Gen::new(|co| listener(co, heard));
    // TODO: make the first word arrive.
    for word in words {
        listener.resume_with(word);
    }
}
