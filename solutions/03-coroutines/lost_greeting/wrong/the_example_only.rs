//! tests-failed: given ["hi"]: the log contains ["hello", "world"]
//! Correct only for the words of the task, and for no words.

use probe::Log;

pub fn greet(words: Vec<String>, heard: Log) {
    if !words.is_empty() {
        heard.say("hello");
        heard.say("world");
    }
}
