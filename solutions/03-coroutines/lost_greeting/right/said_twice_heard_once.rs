//! The first word primes the listener and is then sent again. It doesn't matter
//! which value is lost.

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
    if let Some(first) = words.first() {
        listener.resume_with(first.clone());
    }
    for word in words {
        listener.resume_with(word);
    }
}
