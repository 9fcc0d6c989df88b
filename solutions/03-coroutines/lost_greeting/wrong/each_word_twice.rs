//! misconception: prime-before-every-send
//! Every word is sent twice, so it should be heard once. That works only for the
//! first word.

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
        listener.resume_with(word.clone());
        listener.resume_with(word);
    }
}
