//! However many lines are pulled, the file is closed once and not read after that.

#[path = "../guard_closes.rs"]
mod guard_closes;

use probe::{Fault, Resource, Resources, Rng, is_todo, panic_words, reject};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

#[test]
fn hands_out_every_line() {
    for count in counts() {
        let visit = pull(count, count + 1).unharmed();
        let mut expected: Vec<_> = text(count).into_iter().map(Some).collect();
        expected.push(None);
        if visit.answers != expected {
            let answers = visit.answers;
            reject(None, format!("{}: it answers {answers:?}", visit.caller));
        }
    }
}

#[test]
fn reads_a_line_when_it_is_pulled() {
    for pulls in [0, 1, 3] {
        let visit = pull(20, pulls).unharmed();
        let (caller, reads) = (&visit.caller, visit.reads);
        // A body may look ahead by a line or two; it may not run away. Nor may it
        // begin before somebody pulls.
        let allowed = if pulls == 0 { 0 } else { pulls + 2 };
        if reads > allowed {
            let times = if reads == 1 {
                "once".to_owned()
            } else {
                format!("{reads} times")
            };
            let measured = format!("{caller}: it reads {times} before that");
            let all = reads >= 20;
            reject(all.then_some("a-list-will-do"), measured);
        }
        if visit.reads_in_all > reads {
            let more = visit.reads_in_all - reads;
            reject(None, format!("{caller}: the drop reads {more} times"));
        }
    }
}

#[test]
fn closes_in_the_pull_that_finds_the_end() {
    for count in counts() {
        let visit = pull(count, count + 1).unharmed();
        let caller = &visit.caller;
        if visit.at_the_end.iter().any(is_open) {
            let late = !visit.dropped.iter().any(is_open);
            let belief = late.then_some("drop-is-soon-enough");
            let later = if late { "; the drop closes it" } else { "" };
            let measured = "the last pull finds the end and leaves the file open";
            reject(belief, format!("{caller}: {measured}{later}"));
        }
        if let Some(fault) = visit.dropped.first() {
            let twice = matches!(fault, Fault::ClosedTwice(_));
            let belief =
                (twice && closes(LEFT_EARLY)).then_some("guard-only-for-accidents");
            reject(belief, format!("{caller}: {fault}"));
        }
    }
}

#[test]
fn closes_when_it_is_dropped_halfway() {
    for pulls in 1..=5 {
        let visit = pull(5, pulls).unharmed();
        if let Some(fault) = visit.dropped.first() {
            let at_the_end = is_open(fault) && closes(READ_TO_THE_END);
            let belief = at_the_end.then_some("the-end-is-reached");
            reject(belief, format!("{}: {fault}", visit.caller));
        }
    }
}

#[test]
fn closes_when_it_is_never_pulled() {
    // One that is not written yet tells so when it is pulled.
    pull(5, 1).unharmed();
    for count in counts() {
        let visit = pull(count, 0).unharmed();
        if let Some(fault) = visit.dropped.first() {
            let belief = if !is_open(fault) {
                None
            } else if closes(LEFT_EARLY) {
                Some("never-pulled-holds-nothing")
            } else {
                closes(READ_TO_THE_END).then_some("the-end-is-reached")
            };
            reject(belief, format!("{}: {fault}", visit.caller));
        }
    }
}

#[test]
fn answers_none_past_the_end() {
    for count in counts() {
        let ordinary = pull(count, count + 1).unharmed();
        let visit = pull(count, count + 4);
        let caller = &visit.caller;
        let ended = visit.answers.contains(&None);
        if let Some(panic) = visit.panic.as_ref().filter(|_| ended) {
            reject("nobody-asks-again", format!("{caller}: it panicked: {panic}"));
        }
        let visit = visit.unharmed();
        let (caller, after) = (&visit.caller, visit.answers.get(count..));
        if after.is_none_or(|it| it.iter().any(Option::is_some)) {
            let answers = visit.answers;
            reject(None, format!("{caller}: it answers {answers:?}"));
        }
        // What is wrong without a pull too many is another check's to tell.
        let fault = visit.dropped.first().filter(|_| ordinary.dropped.is_empty());
        if let Some(fault) = fault {
            reject("nobody-asks-again", format!("{caller}: {fault}"));
        }
    }
}

/// Lines in a file, and pulls.
type Case = (usize, usize);

const LEFT_EARLY: Case = (5, 2);
const READ_TO_THE_END: Case = (5, 6);

/// Whether the file is closed once it is all over. A belief rests on the case that
/// goes well as much as on the one that does not.
fn closes((count, pulls): Case) -> bool {
    pull(count, pulls).dropped.is_empty()
}

fn is_open(fault: &Fault) -> bool {
    matches!(fault, Fault::NeverClosed(_))
}

/// How many lines the files have.
fn counts() -> [usize; 4] {
    [5, 1, 0, Rng::new().range(6..40) as usize]
}

/// The lines of a file. One is empty, which does not mean that the file ends there.
fn text(count: usize) -> Vec<String> {
    let mut rng = Rng::new();
    let mut lines: Vec<_> =
        (0..count).map(|it| format!("line {it}: {}", rng.range(0..1000))).collect();
    if let [_, second, ..] = &mut *lines {
        second.clear();
    }
    lines
}

/// Pulls so many times at the lines of a file, and drops them.
fn pull(count: usize, pulls: usize) -> Visit {
    let (openings, reads) = (Resources::new(), Arc::default());
    let opening = openings.open("the file");
    let file = File { opening, lines: text(count), reads: Arc::clone(&reads) };
    let (mut answers, mut at_the_end) = (Vec::new(), Vec::new());
    let mut reads_so_far = 0;
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let mut lines = guard_closes::lines(file);
        for _ in 0..pulls {
            let answer = lines.next();
            if answer.is_none() && !answers.contains(&None) {
                at_the_end = openings.faults();
            }
            answers.push(answer);
        }
        reads_so_far = reads.load(Ordering::Relaxed);
    }));
    let panic = panic.err();
    let plural =
        |count, word| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let (lines, pulled) = (plural(count, "line"), plural(pulls, "pull"));
    Visit {
        caller: format!("{lines}, {pulled}, then the drop"),
        answers,
        reads: reads_so_far,
        reads_in_all: reads.load(Ordering::Relaxed),
        at_the_end,
        dropped: openings.faults(),
        panic: panic.map(|it| panic_words(&*it).unwrap_or_default()),
    }
}

/// What a caller has seen, and what the file notes of it.
struct Visit {
    caller: String,
    answers: Vec<Option<String>>,
    /// How often the file was read before the drop.
    reads: usize,
    reads_in_all: usize,
    /// What was wrong with the file when the first `None` came.
    at_the_end: Vec<Fault>,
    /// What was wrong with it after the drop.
    dropped: Vec<Fault>,
    panic: Option<String>,
}

impl Visit {
    /// The visit, if it came to no harm.
    #[track_caller]
    fn unharmed(self) -> Self {
        let Some(panic) = &self.panic else { return self };
        if is_todo(panic) {
            reject(None, "there is still a `todo!()` in it");
        }
        let lost = panic.starts_with("Multiple values were yielded");
        let belief = lost.then_some("yield-without-await");
        reject(belief, format!("{}: it panicked: {panic}", self.caller))
    }
}

/// A file that is open. It notes when it is read and when it is closed.
#[derive(Debug)]
pub struct File {
    opening: Resource,
    lines: Vec<String>,
    reads: Arc<AtomicUsize>,
}

impl File {
    /// The next line, or `None` if there is none left.
    pub fn read_line(&self) -> Option<String> {
        self.opening.touch();
        let line = self.reads.fetch_add(1, Ordering::Relaxed);
        self.lines.get(line).cloned()
    }

    /// Closes the file. Nothing else does.
    pub fn close(&self) {
        self.opening.close();
    }
}
