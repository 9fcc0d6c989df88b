//! tests-failed: the log contains ["", "hello", "world"]
//! Priming once is enough. The second priming is logged as a word.

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
    listener.resume_with(String::new());
    listener.resume_with(String::new());
    for word in words {
        listener.resume_with(word);
    }
}
