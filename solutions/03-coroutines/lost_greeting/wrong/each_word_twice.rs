//! misconception: prime-before-every-send
//! Said twice, it will be heard once: true of the first word only.

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
