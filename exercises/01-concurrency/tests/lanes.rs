//! The greatest overlap is that of one instant and of one kind.
//!
//! An attempt that errs is compared with the ways to err that we know, on all cases:
//! one that errs alike everywhere holds the belief behind it.

#[path = "../lanes.rs"]
mod lanes;

use Kind::{Cpu, Wait};
use lanes::max_overlap;
use probe::{Rng, is_todo, panic_words, reject};
use std::{
    fmt::Write,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// From `start` until just before `end`, in milliseconds, something is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u64,
    pub end: u64,
    pub kind: Kind,
}

/// What it is that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A computation, which holds its thread.
    Cpu,
    /// Waiting, which holds nothing.
    Wait,
}

#[test]
fn counts_what_the_ruler_crosses_at_one_instant() {
    let table: [(usize, &[(u64, u64)]); 9] = [
        (1, &[(3, 9)]),
        (2, &[(0, 8), (4, 12)]),
        (1, &[(0, 4), (6, 9)]),
        // One ends where the next starts.
        (1, &[(0, 4), (4, 9), (9, 12)]),
        // A long one meets three that do not meet each other.
        (2, &[(0, 14), (1, 4), (5, 8), (9, 12)]),
        // Each meets the next, and no three meet.
        (2, &[(0, 5), (4, 9), (8, 13), (12, 17)]),
        (3, &[(2, 10), (2, 10), (2, 10)]),
        // The peak is over when the last one starts, or comes with it.
        (3, &[(0, 9), (1, 8), (2, 7), (9, 15), (10, 14)]),
        (3, &[(10, 14), (0, 3), (11, 16), (1, 2), (8, 12)]),
    ];
    for (expected, spans) in table {
        for kind in [Cpu, Wait] {
            let spans: Vec<_> = spans
                .iter()
                .map(|&(start, end)| Span { start, end, kind })
                .collect();
            check(&spans, kind, expected);
        }
    }
}

#[test]
fn counts_one_kind_and_not_the_other() {
    // Act 2 of the lesson, a tenth of a second to the column: throws, then flights.
    let span = |kind, start, end| Span { start, end, kind };
    let spans =
        [span(Cpu, 0, 4), span(Wait, 4, 14), span(Cpu, 4, 10), span(Wait, 10, 30)];
    check(&spans, Cpu, 1);
    check(&spans, Wait, 2);
    check(&spans[..1], Wait, 0);
    check(&spans[3..], Cpu, 0);
}

#[test]
fn counts_late_in_a_long_picture_as_well() {
    let span = |start, end| Span { start, end, kind: Wait };
    let spans = [span(58_000, 61_000), span(9000, 59_000), span(0, 9000)];
    check(&spans, Wait, 2);
}

#[test]
fn agrees_with_a_look_at_every_instant() {
    for spans in drawn() {
        for kind in [Cpu, Wait] {
            check(&spans, kind, at_every_instant(&spans, kind));
        }
    }
}

#[test]
fn without_spans_there_is_no_overlap() {
    check(&[], Cpu, 0);
    check(&[], Wait, 0);
}

#[track_caller]
fn check(spans: &[Span], kind: Kind, expected: usize) {
    let counted = attempt(spans, kind);
    if counted == expected {
        return;
    }
    let measured = format!(
        "It finds at most {counted} of kind {kind:?} at one instant. A ruler that \
         is moved over these spans crosses at most {expected}.\n{}",
        picture(spans),
    );
    reject(belief(), measured);
}

/// The attempt's answer, or why it has none.
#[track_caller]
fn attempt(spans: &[Span], kind: Kind) -> usize {
    let panic = match catch_unwind(AssertUnwindSafe(|| max_overlap(spans, kind))) {
        Ok(counted) => return counted,
        Err(panic) => panic,
    };
    let words = panic_words(&*panic).unwrap_or_default();
    if is_todo(&words) {
        reject(None, "there is still a `todo!()` in it");
    }
    let measured = format!("It panicked: {words}.\n{}", picture(spans));
    reject(None, measured);
}

/// What one believes who errs, on all that is drawn, as somebody does who is known.
/// Who errs in two ways at once is nobody whom we know.
fn belief() -> Option<&'static str> {
    type Count = fn(&[Span], Kind) -> usize;
    let known: [(_, Count); 5] = [
        ("waits-look-like-work", of_any_kind),
        ("touching-is-overlap", with_those_that_touch),
        ("overlap-is-passed-on", neighbors),
        ("overlap-is-passed-on", longest_chain),
        ("overlap-is-passed-on", longest_cluster),
    ];
    let cases: Vec<_> = drawn().collect();
    let is_always = |count: Count| {
        let mut questions =
            cases.iter().flat_map(|it| [(it, Cpu), (it, Wait)].into_iter());
        questions.all(|(spans, kind)| attempt(spans, kind) == count(spans, kind))
    };
    if let Some(&(slug, _)) = known.iter().find(|(_, count)| is_always(*count)) {
        return Some(slug);
    }
    let right_if_sorted = cases.iter().all(|spans| {
        let sorted = sorted(spans);
        let right = |kind| attempt(&sorted, kind) == at_every_instant(spans, kind);
        right(Cpu) && right(Wait)
    });
    (right_if_sorted && !is_always(at_every_instant))
        .then_some("rows-stand-in-order")
}

/// The truth, if not a fast one.
fn at_every_instant(spans: &[Span], kind: Kind) -> usize {
    let end = spans.iter().map(|it| it.end).max().unwrap_or(0);
    let of_kind = of_kind(spans, kind);
    let at =
        |time| of_kind.iter().filter(|it| it.start <= time && time < it.end).count();
    (0..end).map(at).max().unwrap_or(0)
}

// What follows is wrong on purpose: each counts as somebody does who is mistaken.

fn of_any_kind(spans: &[Span], kind: Kind) -> usize {
    let alike: Vec<_> = spans.iter().map(|it| Span { kind, ..*it }).collect();
    at_every_instant(&alike, kind)
}

fn with_those_that_touch(spans: &[Span], kind: Kind) -> usize {
    let longer = spans.iter().map(|it| Span { end: it.end + 1, ..*it });
    at_every_instant(&longer.collect::<Vec<_>>(), kind)
}

/// The most spans that meet one span, and that one.
fn neighbors(spans: &[Span], kind: Kind) -> usize {
    let spans = of_kind(spans, kind);
    let meet = |a: &Span| {
        spans.iter().filter(|b| a.start < b.end && b.start < a.end).count()
    };
    spans.iter().map(meet).max().unwrap_or(0)
}

/// The most spans in a row of which each meets the one before it.
fn longest_chain(spans: &[Span], kind: Kind) -> usize {
    longest_run(spans, kind, |_, end| end)
}

/// The most spans between two gaps.
fn longest_cluster(spans: &[Span], kind: Kind) -> usize {
    longest_run(spans, kind, u64::max)
}

fn longest_run(spans: &[Span], kind: Kind, reach: fn(u64, u64) -> u64) -> usize {
    let (mut longest, mut run, mut reached) = (0, 0, 0);
    for span in sorted(&of_kind(spans, kind)) {
        run = if span.start < reached { run + 1 } else { 1 };
        reached = reach(reached, span.end);
        longest = longest.max(run);
    }
    longest
}

// What follows is right again.

fn of_kind(spans: &[Span], kind: Kind) -> Vec<Span> {
    spans.iter().copied().filter(|it| it.kind == kind).collect()
}

fn sorted(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    spans
}

/// Small cases first, so that the first to fail is easy to look at, and a large one.
/// There are few instants in the small ones: many of their spans touch.
fn drawn() -> impl Iterator<Item = Vec<Span>> {
    let mut rng = Rng::new();
    let mut draw = move |count, times, longest| -> Vec<_> {
        let mut span = |_| {
            let start = rng.range(0..times);
            let end = start + rng.range(1..longest);
            let kind = if rng.range(0..2) == 0 { Cpu } else { Wait };
            Span { start, end, kind }
        };
        (0..count).map(&mut span).collect()
    };
    (20..=200)
        .map(|it| (it / 20, 20, 10))
        .chain([(300, 4000, 400)])
        .map(move |(count, times, longest)| draw(count, times, longest))
}

/// A row for each span, in their order, and a column for each millisecond; in words
/// what is too wide for that.
fn picture(spans: &[Span]) -> String {
    if spans.is_empty() {
        return "(There are no spans.)".to_owned();
    }
    if spans.len() > 10 {
        return format!("(There are {} spans: not drawn.)", spans.len());
    }
    let end = spans.iter().map(|it| it.end).max().unwrap_or(0);
    let mut picture = String::new();
    if end > 40 {
        for Span { start, end, kind } in spans {
            write!(picture, "\n{kind:?} from {start} to {end}")
                .expect("a string takes all that is written");
        }
        return picture;
    }
    for span in spans {
        let (name, mark) = match span.kind {
            Cpu => ("Cpu ", "█"),
            Wait => ("Wait", "━"),
        };
        let before = " ".repeat(span.start as usize);
        let bar = mark.repeat((span.end - span.start) as usize);
        write!(picture, "\n{name}   {before}{bar}")
            .expect("a string takes all that is written");
    }
    picture
}
