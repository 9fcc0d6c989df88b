//! # The lost greeting                                           fix, 5 minutes
//!
//! `greet` says words to a listener, who notes each word that it hears. Of "hello"
//! and "world" it hears only "world". Let it hear every word as often as it is said,
//! in order, and nothing that was not said. An empty word is a word, too.
//!
//! Given: `heard.say(word)` notes a word. Change what you like but the signature of
//! `greet`.
//! Judged by what is noted, for no word, for one, for many, and for words that come
//! again.
//! Taught in lessons/03-coroutines, "Sent into the middle".

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
