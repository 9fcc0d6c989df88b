//! tests-failed: given []: it panicked: index out of bounds
//! Primes with the first word, even if there is none.

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
    listener.resume_with(words[0].clone());
    for word in words {
        listener.resume_with(word);
    }
}
