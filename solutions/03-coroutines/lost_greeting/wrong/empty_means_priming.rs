//! tests-failed: the log contains ["No", "no", "no", "well, yes ", "No"]
//! The empty word is reserved for priming, so it can no longer be sent as a word.

use genawaiter::rc::{Co, Gen};
use probe::Log;

async fn listener(co: Co<(), String>, heard: Log) {
    loop {
        let word = co.yield_(()).await;
        if !word.is_empty() {
            heard.say(word);
        }
    }
}

pub fn greet(words: Vec<String>, heard: Log) {
    let mut listener = Gen::new(|co| listener(co, heard));
    listener.resume_with(String::new());
    for word in words {
        listener.resume_with(word);
    }
}
