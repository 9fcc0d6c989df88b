//! misconception: first-send-arrives
//! One word is missing in the end, so one more resume is added at the end.

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
        listener.resume_with(word);
    }
    listener.resume_with(String::new());
}
