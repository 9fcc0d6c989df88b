//! misconception: first-send-arrives
//! An extra yield at the top of the body looks like a place for priming, but it
//! loses another word.

use genawaiter::rc::{Co, Gen};
use probe::Log;

async fn listener(co: Co<(), String>, heard: Log) {
    co.yield_(()).await;
    loop {
        let word = co.yield_(()).await;
        heard.say(word);
    }
}

pub fn greet(words: Vec<String>, heard: Log) {
    let mut listener = Gen::new(|co| listener(co, heard));
    for word in words {
        listener.resume_with(word);
    }
}
