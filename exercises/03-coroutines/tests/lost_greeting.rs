//! Every word that is said is heard: once, in order, and no other.

#[path = "../lost_greeting.rs"]
mod lost_greeting;

use probe::{Log, panic_words, reject};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn hello_and_world_are_heard() {
    check(&["hello", "world"]);
}

#[test]
fn one_word_is_heard() {
    check(&["hi"]);
}

#[test]
fn many_words_are_heard() {
    check(&SCALE);
}

#[test]
fn no_word_is_too_common_or_too_short() {
    check(&["No", "no", "no", "", "", "well, yes ", "No"]);
}

#[test]
fn silence_is_heard_as_silence() {
    check(&[]);
}

/// Seven different words.
const SCALE: [&str; 7] = ["do", "re", "mi", "fa", "so", "la", "ti"];

#[track_caller]
fn check(said: &[&str]) {
    match hear(said) {
        Ok(heard) if heard == said => {}
        Ok(heard) => {
            let measured = format!("said were {said:?}, heard were {heard:?}");
            reject(belief(), measured);
        }
        Err(panic) => {
            reject(None, format!("said were {said:?}, and it panicked: {panic}"));
        }
    }
}

/// What is heard of these words, or with which words it panicked.
fn hear(said: &[&str]) -> Result<Vec<String>, String> {
    let log = Log::new();
    let words = said.iter().map(|it| (*it).to_owned()).collect();
    let greet = || lost_greeting::greet(words, log.clone());
    catch_unwind(AssertUnwindSafe(greet))
        .map_err(|panic| panic_words(&*panic).unwrap_or_default())?;
    Ok(log.lines().into_iter().map(|(_, word)| word).collect())
}

/// What one believes who errs like this, by the words of the scale: there are many,
/// and no two are the same.
fn belief() -> Option<&'static str> {
    let heard = hear(&SCALE).ok()?;
    let mut known: Vec<_> =
        heard.iter().map(String::as_str).filter(|it| SCALE.contains(it)).collect();
    let some_are_lost = known.len() < SCALE.len() && !known.is_empty();
    if some_are_lost && SCALE.ends_with(&known) {
        return Some("first-send-arrives");
    }
    // Each word but the first finds a listener who needs no priming.
    let extra = heard.len().saturating_sub(SCALE.len());
    known.dedup();
    (known == SCALE && extra + 1 >= SCALE.len()).then_some("prime-before-every-send")
}
