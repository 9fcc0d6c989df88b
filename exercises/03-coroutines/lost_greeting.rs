//! # The lost greeting
//!
//! **fix, 5 minutes**
//!
//! `greet` sends words to a listener, which writes each word that it receives to a
//! log. Given "hello" and "world", the listener writes only "world". Fix it: the log
//! must contain every word exactly once, in order, and nothing else. If a word is
//! repeated in the input, it is repeated in the log, and an empty word counts as a
//! word.
//!
//! **Given:** `heard.say(word)` writes a word to the log. You may change everything
//! except the signature of `greet`.
//!
//! **Judged:** by the log, for no words, one word, many words, repeated words, and
//! empty words.
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
    // TODO: make the first word reach the listener.
    for word in words {
        listener.resume_with(word);
    }
}
