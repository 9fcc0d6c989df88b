//! Both tales are told to their ends, by turns, and nobody is pulled behind an end.
//!
//! The tales are real generators, which panic when they are resumed after their end.
//! They note that before they do: who catches the panic has pulled all the same.

#[path = "../unfused.rs"]
mod unfused;

use genawaiter::rc::{Co, Gen};
use probe::{Rng, is_todo, panic_words, reject};
use std::{
    cell::RefCell,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};
use unfused::by_turns;

#[test]
fn every_sentence_of_both_is_told_by_turns() {
    for [left, right] in lengths() {
        let expected = told_in_full(left, right);
        let told = pull([left, right], expected.len() + 1).unharmed();
        let answers: Vec<_> = told.answers.iter().flatten().cloned().collect();
        if answers == expected {
            continue;
        }
        let measured =
            format!("{}: it hands out [{}]", told.tales, answers.join(", "));
        let belief = ends_with_the_shorter().then_some("one-end-is-the-end");
        let missing: Vec<_> =
            expected.iter().filter(|it| !answers.contains(it)).collect();
        match missing.first() {
            Some(first) => {
                reject(belief, format!("{measured}, and {first} is missing"))
            }
            None => {
                let by_turns = expected.join(", ");
                reject(
                    None,
                    format!("{measured}; by turns it would be [{by_turns}]"),
                )
            }
        }
    }
}

#[test]
fn nobody_is_pulled_behind_an_end() {
    for [left, right] in lengths() {
        let sentences = left + right;
        // As far as the second `None`, then beyond it.
        for pulls in [sentences + 1, sentences + 6] {
            let told = pull([left, right], pulls);
            let Some(&who) = told.behind_the_end.first() else { continue };
            let measured = format!(
                "{}, {pulls} pulls: the {who} one is pulled again when it has \
                 said `None`",
                told.tales
            );
            match told.panic {
                Some(panic) => {
                    let measured = format!("{measured}, and panics: {panic}");
                    reject("nobody-asks-again", measured)
                }
                None => {
                    let measured =
                        format!("{measured}; it panics, and the panic is caught");
                    reject("caught-is-mended", measured)
                }
            }
        }
    }
}

#[test]
fn behind_the_end_of_both_there_is_nothing() {
    for [left, right] in lengths() {
        let sentences = told_in_full(left, right);
        let told = pull([left, right], sentences.len() + 5);
        if !told.behind_the_end.is_empty() {
            // That has a check of its own.
            continue;
        }
        let told = told.unharmed();
        let after = told.answers.iter().skip_while(|it| it.is_some());
        let sentence = after.flatten().next();
        if let Some(sentence) = sentence {
            let tales = told.tales;
            let measured =
                format!("{tales}: after a `None` it hands out {sentence}");
            reject(None, measured);
        }
    }
}

#[test]
fn nobody_is_pulled_before_it_is_time() {
    const ENDLESS: usize = 500;
    for lengths in [[ENDLESS, ENDLESS], [ENDLESS, 2], [0, ENDLESS], [6, 6]] {
        for pulls in [0, 1, 4] {
            let told = pull(lengths, pulls).unharmed();
            let (tales, pulled) = (&told.tales, told.pulled);
            // An end is a pull as well, and one may look ahead at both; nobody may
            // run away, nor begin before somebody pulls.
            let allowed = if pulls == 0 { 0 } else { pulls + 4 };
            if pulled > allowed {
                let times = if pulled == 1 { "time" } else { "times" };
                let measured = format!(
                    "{tales}: before {} it pulls them {pulled} {times}",
                    match pulls {
                        0 => "the first pull".to_owned(),
                        1 => "the second pull".to_owned(),
                        _ => format!("pull {}", pulls + 1),
                    }
                );
                let all = pulled >= lengths.iter().sum();
                reject(all.then_some("a-list-will-do"), measured);
            }
            let [left, right] = lengths;
            let expected = told_in_full(left, right).into_iter().map(Some);
            let expected: Vec<_> = expected.take(pulls).collect();
            if told.answers != expected {
                let [begins, by_turns] =
                    [&told.answers, &expected].map(|it| in_words(it));
                let measured = format!(
                    "{tales}: it begins with [{begins}]; by turns it would be \
                     [{by_turns}]"
                );
                reject(None, measured);
            }
        }
    }
}

fn in_words(answers: &[Option<String>]) -> String {
    let answers = answers.iter().map(|it| it.as_deref().unwrap_or("`None`"));
    answers.collect::<Vec<_>>().join(", ")
}

/// Whether the rest of the longer one is lost, whichever it is, and nothing else.
fn ends_with_the_shorter() -> bool {
    [[7, 2], [2, 7], [4, 0], [0, 4]].into_iter().all(|[left, right]| {
        let expected = told_in_full(left, right);
        let told = pull([left, right], expected.len() + 1);
        let answers: Vec<_> = told.answers.iter().flatten().cloned().collect();
        let shorter = left.min(right);
        // One of the longer may have come before the end was found.
        let kept = [shorter * 2, shorter * 2 + 1].contains(&answers.len());
        told.panic.is_none() && kept && expected.starts_with(&answers)
    })
}

/// Sentences on the left and on the right.
fn lengths() -> impl Iterator<Item = [usize; 2]> {
    let mut rng = Rng::new();
    let drawn = [rng.range(8..20) as usize, rng.range(8..20) as usize];
    let small = [[1, 1], [3, 1], [1, 3], [2, 3], [0, 2], [2, 0], [0, 0], [6, 6]];
    small.into_iter().chain([drawn])
}

/// The truth.
fn told_in_full(left: usize, right: usize) -> Vec<String> {
    let turns = (1..=left.max(right))
        .flat_map(|it| [("left", it, left), ("right", it, right)]);
    turns
        .filter(|(_, it, length)| it <= length)
        .map(|(who, it, _)| format!("{who} {it}"))
        .collect()
}

/// Tells two tales and pulls so many times.
fn pull([left, right]: [usize; 2], pulls: usize) -> Told {
    let notes = Rc::new(RefCell::new(Notes::default()));
    let tale = |who, length| Tale::new(who, length, Rc::clone(&notes));
    let (lefts, rights) = (tale("left", left), tale("right", right));
    let mut answers = Vec::new();
    let mut pulled = 0;
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let mut both = by_turns(lefts, rights);
        for _ in 0..pulls {
            answers.push(both.next());
        }
        pulled = notes.borrow().pulled;
    }));
    let panic = panic.err().map(|it| panic_words(&*it).unwrap_or_default());
    let behind_the_end = notes.borrow().behind_the_end.clone();
    let tales = format!("{left} on the left and {right} on the right");
    Told { tales, answers, pulled, behind_the_end, panic }
}

/// What was heard of two tales.
struct Told {
    tales: String,
    answers: Vec<Option<String>>,
    /// How often they were pulled before the drop.
    pulled: usize,
    behind_the_end: Vec<&'static str>,
    panic: Option<String>,
}

impl Told {
    /// What was heard, if it came to no harm.
    #[track_caller]
    fn unharmed(self) -> Self {
        let Some(panic) = &self.panic else { return self };
        if is_todo(panic) {
            reject(None, "there is still a `todo!()` in it");
        }
        // A tale may be pulled behind its end, and so may the learner's own generator.
        let pulled_again = self.behind_the_end.first();
        let (belief, measured) = if panic.starts_with("Multiple values were yielded")
        {
            (Some("yield-without-await"), format!("it panicked: {panic}"))
        } else if let Some(who) = pulled_again {
            let measured = format!(
                "the {who} one is pulled again when it has said `None`, and panics: \
                 {panic}"
            );
            (Some("nobody-asks-again"), measured)
        } else if self.answers.contains(&None) {
            let measured = format!(
                "it is pulled again when it has handed out `None` itself, and panics: \
                 {panic}"
            );
            (Some("nobody-asks-again"), measured)
        } else {
            (None, format!("it panicked: {panic}"))
        };
        reject(belief, format!("{}: {measured}", self.tales))
    }
}

#[derive(Default)]
struct Notes {
    pulled: usize,
    /// Who was pulled again after `None`.
    behind_the_end: Vec<&'static str>,
}

/// A storyteller. Hands out its sentences, and must not be pulled after `None`.
pub struct Tale {
    who: &'static str,
    sentences: Box<dyn Iterator<Item = String>>,
    ended: bool,
    notes: Rc<RefCell<Notes>>,
}

impl Tale {
    fn new(who: &'static str, length: usize, notes: Rc<RefCell<Notes>>) -> Self {
        let body = move |co: Co<String>| async move {
            for it in 1..=length {
                co.yield_(format!("{who} {it}")).await;
            }
        };
        let sentences = Box::new(Gen::new(body).into_iter());
        Self { who, sentences, ended: false, notes }
    }
}

impl Iterator for Tale {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut notes = self.notes.borrow_mut();
        notes.pulled += 1;
        if self.ended {
            notes.behind_the_end.push(self.who);
        }
        drop(notes);
        let sentence = self.sentences.next();
        self.ended = sentence.is_none();
        sentence
    }
}

impl fmt::Debug for Tale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { who, ended, .. } = self;
        f.debug_struct("Tale").field("who", who).field("ended", ended).finish()
    }
}
