//! misconception: prime-before-every-send
//! The priming is in the loop: what helped the first word should help all of them.

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
    for word in words {
        listener.resume_with(String::new());
        listener.resume_with(word);
    }
}
