//! Both tales are told to the end, taking turns. Neither tale is pulled after its end,
//! or before it is needed.
//!
//! The tales are real generators, which panic when they are resumed after their end.
//! They record each pull before that, so catching the panic doesn't hide the pull.

#[path = "../unfused.rs"]
mod unfused;

use genawaiter::rc::{Co, Gen};
use probe::{
    Pulled, Rng, Shared, ensure, pull,
    words::{plural, times},
};
use std::fmt;

#[test]
fn every_sentence_is_told_in_turn() {
    for lengths in lengths() {
        let expected = told_in_full(lengths);
        let it = unharmed(hear(lengths, expected.len() + 1));
        let sentences = it.items();
        let told = format!("it yields [{}]", sentences.join(", "));
        if let Some(first) = expected.iter().find(|it| !sentences.contains(it)) {
            let shorter = ends_with_the_shorter().then_some("one-end-is-the-end");
            it.reject(shorter, format!("{told}, but `{first}` is missing"));
        }
        let by_turns = expected.join(", ");
        let measured = format!("{told}; taking turns would give [{by_turns}]");
        ensure!(it, sentences == expected, None, "{measured}");
    }
}

#[test]
fn no_tale_is_pulled_after_its_end() {
    for lengths in lengths() {
        // Pulls up to the first `None`, and then beyond it.
        for more in [1, 6] {
            let it = hear(lengths, told_in_full(lengths).len() + more);
            let Some(teller) = it.dropped.again else { continue };
            let again =
                format!("the {teller} tale is pulled again after its `None`");
            let (misconception, how) = match &it.panicked {
                Some(panicked) => ("nobody-asks-again", panicked.words()),
                None => ("caught-is-mended", "the panic is caught"),
            };
            it.reject(misconception, format!("{again}, and panics: {how}"))
        }
    }
}

#[test]
fn next_returns_none_after_both_have_ended() {
    for lengths in lengths() {
        let it = hear(lengths, told_in_full(lengths).len() + 5);
        if it.dropped.again.is_some() {
            // Another test reports that.
            continue;
        }
        let it = unharmed(it);
        let after = it.answers.iter().skip_while(|it| it.is_some());
        let after: Vec<_> = after.flatten().collect();
        ensure!(it, after.is_empty(), None, "after a `None`, it yields {after:?}");
    }
}

#[test]
fn no_tale_is_pulled_before_it_is_needed() {
    const ENDLESS: usize = 500;
    for lengths in [[ENDLESS, ENDLESS], [ENDLESS, 2], [0, ENDLESS], [6, 6]] {
        for pulls in [0, 1, 4] {
            let it = unharmed(hear(lengths, pulls));
            let pulled = it.seen[pulls].pulls;
            // Finding an end also takes a pull, and a solution may look ahead in both
            // tales. It must not run further ahead, and it must not begin before the
            // first pull.
            let allowed = if pulls == 0 { 0 } else { pulls + 4 };
            let all = pulled >= lengths.iter().sum();
            let all = all.then_some("a-list-will-do");
            let measured =
                format!("by then, it has pulled the tales {}", times(pulled));
            ensure!(
                it,
                pulled <= allowed,
                all,
                "{measured}; at most {allowed} is allowed"
            );
            let expected = told_in_full(lengths).into_iter().map(Some);
            let expected: Vec<_> = expected.take(pulls).collect();
            let answers = &it.answers;
            let begins =
                format!("it begins with {answers:?}; taking turns would give");
            ensure!(it, *answers == expected, None, "{begins} {expected:?}");
        }
    }
}

/// Whether only the rest of the longer tale is lost, no matter which tale is longer.
fn ends_with_the_shorter() -> bool {
    [[7, 2], [2, 7], [4, 0], [0, 4]].into_iter().all(|lengths| {
        let expected = told_in_full(lengths);
        let pulled = hear(lengths, expected.len() + 1);
        let sentences = pulled.items();
        let [left, right] = lengths;
        // The longer tale may tell one more sentence before the shorter tale's end
        // is found.
        let shorter = 2 * left.min(right);
        let kept = [shorter, shorter + 1].contains(&sentences.len());
        pulled.panicked.is_none() && kept && expected.starts_with(&sentences)
    })
}

/// The numbers of sentences on the left and on the right.
fn lengths() -> impl Iterator<Item = [usize; 2]> {
    let mut rng = Rng::new();
    let drawn = [rng.range(8..20) as usize, rng.range(8..20) as usize];
    let small = [[1, 1], [3, 1], [1, 3], [2, 3], [0, 2], [2, 0], [0, 0], [6, 6]];
    small.into_iter().chain([drawn])
}

/// The right answer.
fn told_in_full([left, right]: [usize; 2]) -> Vec<String> {
    let turns = (1..=left.max(right))
        .flat_map(|it| [("left", it, left), ("right", it, right)]);
    let told = turns.filter(|(_, it, length)| it <= length);
    told.map(|(teller, it, _)| format!("{teller} {it}")).collect()
}

/// Tells two tales, and pulls `pulls` times.
fn hear([left, right]: [usize; 2], pulls: usize) -> Heard {
    let notes = Shared::<Notes>::default();
    let tale = |teller, length| Tale::new(teller, length, notes.clone());
    let tales = (tale("left", left), tale("right", right));
    let both = || unfused::by_turns(tales.0, tales.1);
    let pulled = plural(pulls, "pull");
    let on_the_left = plural(left, "sentence");
    let given = format!("{on_the_left} on the left, {right} on the right, {pulled}");
    pull(given, pulls, both, || notes.get())
}

/// What was heard of two tales, and what they recorded in the meantime.
type Heard = Pulled<String, Notes>;

#[derive(Clone, Default)]
struct Notes {
    pulls: usize,
    /// The first tale that was pulled again after its `None`.
    again: Option<&'static str>,
}

/// What was heard. Rejects a solution that panicked.
fn unharmed(it: Heard) -> Heard {
    // What was pulled after its end is either a tale or the learner's own generator.
    let again = it.dropped.again.is_some() || it.end().is_some();
    it.unharmed(again.then_some("nobody-asks-again"))
}

/// A storyteller's sentences. They must not be pulled again after their `None`.
pub struct Tale {
    teller: &'static str,
    sentences: Box<dyn Iterator<Item = String>>,
    ended: bool,
    notes: Shared<Notes>,
}

impl Tale {
    fn new(teller: &'static str, length: usize, notes: Shared<Notes>) -> Self {
        let body = move |co: Co<String>| async move {
            for it in 1..=length {
                co.yield_(format!("{teller} {it}")).await;
            }
        };
        let sentences = Box::new(Gen::new(body).into_iter());
        Self { teller, sentences, ended: false, notes }
    }
}

impl Iterator for Tale {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut notes = self.notes.lock();
        notes.pulls += 1;
        if self.ended {
            notes.again.get_or_insert(self.teller);
        }
        drop(notes);
        let sentence = self.sentences.next();
        self.ended = sentence.is_none();
        sentence
    }
}

impl fmt::Debug for Tale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { teller, ended, .. } = self;
        f.debug_struct("Tale").field("teller", teller).field("ended", ended).finish()
    }
}
