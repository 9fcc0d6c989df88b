//! The listener is primed once, where it is created, with a word that is dropped.
//!
//! From then on it is always paused at its yield, so each resume is a send. A caller
//! that gets its listener from `primed` can neither forget to prime it nor prime it
//! twice.

use genawaiter::rc::{Co, Gen};
use probe::Log;

async fn listener(co: Co<(), String>, heard: Log) {
    loop {
        let word = co.yield_(()).await;
        heard.say(word);
    }
}

/// A listener that is paused at its first yield.
fn primed(heard: Log) -> Gen<(), String, impl Future<Output = ()>> {
    let mut listener = Gen::new(|co| listener(co, heard));
    listener.resume_with(String::new());
    listener
}

pub fn greet(words: Vec<String>, heard: Log) {
    let mut listener = primed(heard);
    for word in words {
        listener.resume_with(word);
    }
}
