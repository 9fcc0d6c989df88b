//! Every word that is said is heard: once, in order, and no other.

#[path = "../lost_greeting.rs"]
mod lost_greeting;

use probe::{Given, Log, Panicked, call, ensure};

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

fn check(said: &[&str]) {
    let given = Given::new(format!("{said:?}"));
    match hear(said) {
        Ok(heard) => {
            ensure!(given, heard == said, misconception(), "heard were {heard:?}");
        }
        Err(panicked) => panicked.reject(&given, None),
    }
}

fn hear(said: &[&str]) -> Result<Vec<String>, Panicked> {
    let log = Log::new();
    let words = said.iter().map(|it| (*it).to_owned()).collect();
    call(|| lost_greeting::greet(words, log.clone()))?;
    Ok(log.lines().into_iter().map(|(_, word)| word).collect())
}

/// What explains words that are lost or doubled. The scale tells it: its words are
/// many, and all different.
fn misconception() -> Option<&'static str> {
    let heard = hear(&SCALE).ok()?;
    let mut known: Vec<_> =
        heard.iter().map(String::as_str).filter(|it| SCALE.contains(it)).collect();
    let some_are_lost = known.len() < SCALE.len() && !known.is_empty();
    if some_are_lost && SCALE.ends_with(&known) {
        return Some("first-send-arrives");
    }
    // Each word but the first reaches a listener who needs no priming.
    let extra = heard.len().saturating_sub(SCALE.len());
    known.dedup();
    (known == SCALE && extra + 1 >= SCALE.len()).then_some("prime-before-every-send")
}
