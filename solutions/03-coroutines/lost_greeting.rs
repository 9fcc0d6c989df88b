//! The listener is primed where it is made, once, with a word that is meant to get
//! lost.
//!
//! From then on it always stands at its yield, and a resume is a send. Whoever gets
//! a listener from `primed` cannot forget it, and cannot do it twice.

use genawaiter::rc::{Co, Gen};
use probe::Log;

async fn listener(co: Co<(), String>, heard: Log) {
    loop {
        let word = co.yield_(()).await;
        heard.say(word);
    }
}

/// A listener that stands at its first yield.
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
