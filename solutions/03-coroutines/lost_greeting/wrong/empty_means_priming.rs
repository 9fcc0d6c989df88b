//! tests-failed: heard were ["No", "no", "no", "well, yes ", "No"]
//! A word that is set aside for the priming can no longer be said.

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
