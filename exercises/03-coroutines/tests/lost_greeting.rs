//! Every word that is sent is logged exactly once, in order, and nothing else is
//! logged.

#[path = "../lost_greeting.rs"]
mod lost_greeting;

use probe::{Given, Log, Panicked, call, ensure};

#[test]
fn hello_and_world_are_logged() {
    check(&["hello", "world"]);
}

#[test]
fn one_word_is_logged() {
    check(&["hi"]);
}

#[test]
fn many_words_are_logged() {
    check(&SCALE);
}

#[test]
fn repeated_and_empty_words_are_logged() {
    check(&["No", "no", "no", "", "", "well, yes ", "No"]);
}

#[test]
fn nothing_is_logged_when_no_word_is_sent() {
    check(&[]);
}

/// Seven different words.
const SCALE: [&str; 7] = ["do", "re", "mi", "fa", "so", "la", "ti"];

fn check(said: &[&str]) {
    let given = Given::new(format!("{said:?}"));
    match hear(said) {
        Ok(heard) => {
            ensure!(
                given,
                heard == said,
                misconception(),
                "the log contains {heard:?}"
            );
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

/// The misconception behind lost or extra words. The scale reveals it, because it
/// consists of many words that are all different.
fn misconception() -> Option<&'static str> {
    let heard = hear(&SCALE).ok()?;
    let mut known: Vec<_> =
        heard.iter().map(String::as_str).filter(|it| SCALE.contains(it)).collect();
    // A second word is lost if there is one more yield before the loop.
    let lost = SCALE.len() - known.len().min(SCALE.len());
    if (1..=2).contains(&lost) && SCALE.ends_with(&known) {
        return Some("first-send-arrives");
    }
    // Each priming except the first one adds a word to the log.
    let extra = heard.len().saturating_sub(SCALE.len());
    known.dedup();
    (known == SCALE && extra + 1 >= SCALE.len()).then_some("prime-before-every-send")
}
