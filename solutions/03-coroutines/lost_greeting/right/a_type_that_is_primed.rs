//! A type that can only be created primed: `new` resumes the coroutine once.

use genawaiter::rc::{Co, Gen};
use probe::Log;

async fn listener(co: Co<(), String>, heard: Log) {
    loop {
        let word = co.yield_(()).await;
        heard.say(word);
    }
}

struct Primed<F: Future>(Gen<(), String, F>);

impl<F: Future<Output = ()>> Primed<F> {
    fn new(body: impl FnOnce(Co<(), String>) -> F) -> Self {
        let mut generator = Gen::new(body);
        generator.resume_with(String::new());
        Self(generator)
    }

    fn send(&mut self, word: String) {
        self.0.resume_with(word);
    }
}

pub fn greet(words: Vec<String>, heard: Log) {
    let mut listener = Primed::new(|co| listener(co, heard));
    for word in words {
        listener.send(word);
    }
}
