//! tests-failed: the log contains ["ti"]
//! The word is overwritten before the listener gets it.

use probe::Log;

pub fn greet(words: Vec<String>, heard: Log) {
    let mut kept = None;
    for word in words {
        kept = Some(word);
    }
    if let Some(word) = kept {
        heard.say(word);
    }
}
