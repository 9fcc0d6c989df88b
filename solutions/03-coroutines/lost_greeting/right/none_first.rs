//! The listener receives an `Option`, so the first resume can send nothing, as in
//! Python.

use genawaiter::rc::{Co, Gen};
use probe::Log;

async fn listener(co: Co<(), Option<String>>, heard: Log) {
    loop {
        if let Some(word) = co.yield_(()).await {
            heard.say(word);
        }
    }
}

pub fn greet(words: Vec<String>, heard: Log) {
    let mut listener = Gen::new(|co| listener(co, heard));
    listener.resume_with(None);
    for word in words {
        listener.resume_with(Some(word));
    }
}
