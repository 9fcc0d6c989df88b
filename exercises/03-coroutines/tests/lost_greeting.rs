//! Every word that is said is heard: once, in order, and no other.

#[path = "../lost_greeting.rs"]
mod lost_greeting;

use probe::{Log, reject};

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
    check(&["do", "re", "mi", "fa", "so", "la", "ti"]);
}

#[test]
fn silence_is_heard_as_silence() {
    check(&[]);
}

#[track_caller]
fn check(said: &[&str]) {
    let log = Log::new();
    lost_greeting::greet(
        said.iter().map(|it| (*it).to_owned()).collect(),
        log.clone(),
    );
    let heard: Vec<_> = log.lines().into_iter().map(|(_, word)| word).collect();
    if heard == said {
        return;
    }
    let times = |word: &str| heard.iter().filter(|it| *it == word).count();
    let lost = said.iter().take_while(|it| times(it) == 0).count();
    let invented = heard.iter().any(|it| !said.contains(&&**it));
    let belief = if lost > 0 {
        Some("first-send-arrives")
    } else if invented || said.iter().any(|it| times(it) > 1) {
        Some("prime-before-every-send")
    } else {
        None
    };
    reject(belief, format!("said were {said:?}, heard were {heard:?}"));
}
