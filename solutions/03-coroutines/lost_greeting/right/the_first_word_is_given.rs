//! The listener is created with its first word as an argument. The resume that runs
//! it to its first yield also logs that word.

use genawaiter::rc::{Co, Gen};
use probe::Log;

async fn listener(co: Co<(), String>, heard: Log, first: String) {
    let mut word = first;
    loop {
        heard.say(word);
        word = co.yield_(()).await;
    }
}

pub fn greet(words: Vec<String>, heard: Log) {
    let mut words = words.into_iter();
    let Some(first) = words.next() else { return };
    let mut listener = Gen::new(|co| listener(co, heard, first));
    listener.resume_with(String::new());
    for word in words {
        listener.resume_with(word);
    }
}
