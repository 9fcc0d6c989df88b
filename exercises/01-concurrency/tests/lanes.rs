//! The result is the largest number of spans of one kind at any one instant.
//!
//! If a count is wrong, the solution is compared with known mistakes on all random
//! cases. If a solution always gets the same counts as a mistake, it makes that
//! mistake.

#[path = "../lanes.rs"]
mod lanes;

use Kind::{Cpu, Wait};
use probe::{Given, Rng, ensure, words::plural};

#[test]
fn counts_what_the_ruler_crosses_at_one_instant() {
    let table: [(usize, &[(u64, u64)]); 10] = [
        (1, &[(3, 9)]),
        (2, &[(0, 8), (4, 12)]),
        (1, &[(0, 4), (6, 9)]),
        // Each span ends where the next one starts.
        (1, &[(0, 4), (4, 9), (9, 12)]),
        // A long span overlaps three that don't overlap each other.
        (2, &[(0, 14), (1, 4), (5, 8), (9, 12)]),
        // Each span overlaps the next, and no three overlap.
        (2, &[(0, 5), (4, 9), (8, 13), (12, 17)]),
        (3, &[(2, 10), (2, 10), (2, 10)]),
        // The peak ends before the last span starts, or begins when it starts.
        (3, &[(0, 9), (1, 8), (2, 7), (9, 15), (10, 14)]),
        (3, &[(10, 14), (0, 3), (11, 16), (1, 2), (8, 12)]),
        (0, &[]),
    ];
    for (expected, spans) in table {
        for kind in [Cpu, Wait] {
            let spans = spans.iter().map(|&(start, end)| Span { start, end, kind });
            check(&spans.collect::<Vec<_>>(), kind, expected);
        }
    }
}

#[test]
fn counts_one_kind_and_not_the_other() {
    // Act 2 of the lesson, in tenths of a second: throws are Cpu, flights are Wait.
    let span = |kind, start, end| Span { start, end, kind };
    let spans =
        [span(Cpu, 0, 4), span(Wait, 4, 14), span(Cpu, 4, 10), span(Wait, 10, 30)];
    check(&spans, Cpu, 1);
    check(&spans, Wait, 2);
    check(&spans[..1], Wait, 0);
    check(&spans[3..], Cpu, 0);
}

#[test]
fn counts_late_spans_of_a_long_picture() {
    let span = |start, end| Span { start, end, kind: Wait };
    let spans = [span(98_000, 100_000), span(9000, 99_000), span(0, 9000)];
    check(&spans, Wait, 2);
    // If times had 16 bits, both spans would start at the same time.
    check(&[span(0, 1000), span(65_536, 66_000)], Wait, 1);
}

#[test]
fn counts_hundreds_of_spans_at_one_instant() {
    let nested = (0..300).map(|it| Span { start: it, end: 1000 - it, kind: Cpu });
    check(&nested.collect::<Vec<_>>(), Cpu, 300);
}

#[test]
fn agrees_with_counting_at_every_instant() {
    for (spans, kind) in drawn() {
        check(&spans, kind, at_every_instant(&spans, kind));
    }
}

fn check(spans: &[Span], kind: Kind, expected: usize) {
    let counted = count(spans, kind);
    let measured = format!("it returns {counted} for kind {kind:?}");
    let measured = format!("{measured}, but a ruler crosses at most {expected}");
    ensure!(given(spans), counted == expected, misconception(), "{measured}");
}

type Case = (Vec<Span>, Kind);
type Count = fn(&[Span], Kind) -> usize;

/// The misconception behind wrong counts. A combination of two mistakes has no
/// misconception.
fn misconception() -> Option<&'static str> {
    let counts_like = |cases: &[Case], known: Count| {
        cases.iter().all(|(it, kind)| count(it, *kind) == known(it, *kind))
    };
    let mut cases: Vec<_> = drawn().collect();
    let passed_on = Some("overlap-is-passed-on");
    let known: [(_, Count); 6] = [
        // The count is right in all random cases, but wrong in a fixed one.
        (None, at_every_instant),
        (Some("waits-look-like-work"), of_any_kind),
        (Some("touching-is-overlap"), with_those_that_touch),
        (passed_on, neighbors),
        // Runs in which each span overlaps the one before it, and runs without a
        // gap.
        (passed_on, |spans, kind| longest_run(spans, kind, |_, end| end)),
        (passed_on, |spans, kind| longest_run(spans, kind, u64::max)),
    ];
    if let Some((slug, _)) = known.iter().find(|(_, it)| counts_like(&cases, *it)) {
        return *slug;
    }
    // The overlaps are the same, but no span starts when another one ends.
    let apart = |it: &Span| Span { start: 2 * it.start, end: 2 * it.end - 1, ..*it };
    let apart = |(it, kind): &Case| (it.iter().map(apart).collect(), *kind);
    let apart: Vec<Case> = cases.iter().map(apart).collect();
    cases.iter_mut().for_each(|(spans, _)| spans.sort_unstable());
    let in_order = counts_like(&cases, at_every_instant);
    let only_ties = counts_like(&apart, at_every_instant);
    (in_order && !only_ties).then_some("rows-stand-in-order")
}

fn count(spans: &[Span], kind: Kind) -> usize {
    given(spans).call(|| lanes::max_overlap(spans, kind))
}

/// The right count, computed in a slow but simple way.
fn at_every_instant(spans: &[Span], kind: Kind) -> usize {
    let spans = of_kind(spans, kind);
    let end = spans.iter().map(|it| it.end).max().unwrap_or(0);
    let at =
        |time| spans.iter().filter(move |it| (it.start..it.end).contains(&time));
    (0..end).map(|time| at(time).count()).max().unwrap_or(0)
}

/// The spans of this kind, in the order of their starts.
fn of_kind(spans: &[Span], kind: Kind) -> Vec<Span> {
    let of_kind = spans.iter().copied().filter(|it| it.kind == kind);
    let mut spans: Vec<_> = of_kind.collect();
    spans.sort_unstable();
    spans
}

// The known mistakes.

fn of_any_kind(spans: &[Span], kind: Kind) -> usize {
    let alike = spans.iter().map(|it| Span { kind, ..*it });
    at_every_instant(&alike.collect::<Vec<_>>(), kind)
}

fn with_those_that_touch(spans: &[Span], kind: Kind) -> usize {
    let longer = spans.iter().map(|it| Span { end: it.end + 1, ..*it });
    at_every_instant(&longer.collect::<Vec<_>>(), kind)
}

/// The most spans that overlap one span, plus that span itself.
fn neighbors(spans: &[Span], kind: Kind) -> usize {
    let spans = of_kind(spans, kind);
    let meet = |a: &Span, b: &Span| a.start < b.end && b.start < a.end;
    let met = |it| spans.iter().filter(|other| meet(it, other)).count();
    spans.iter().map(met).max().unwrap_or(0)
}

/// The longest run of spans in which each span begins before the time that the earlier
/// spans `reach`.
fn longest_run(spans: &[Span], kind: Kind, reach: fn(u64, u64) -> u64) -> usize {
    let (mut longest, mut run, mut reached) = (0, 0, 0);
    for span in of_kind(spans, kind) {
        run = if span.start < reached { run + 1 } else { 1 };
        reached = reach(reached, span.end);
        longest = longest.max(run);
    }
    longest
}

/// Random cases: small ones first, so that the first failure is easy to read, then a
/// large one. The small cases have few instants, so many of their spans touch.
fn drawn() -> impl Iterator<Item = Case> {
    let mut rng = Rng::new();
    let small = (5..=50).map(|it| (it / 5, 20, 10));
    small.chain([(300, 4000, 400)]).flat_map(move |(count, times, longest)| {
        let mut span = || {
            let start = rng.range(0..times);
            let end = start + rng.range(1..longest);
            let kind = if rng.range(0..2) == 0 { Cpu } else { Wait };
            Span { start, end, kind }
        };
        let spans: Vec<_> = (0..count).map(|_| span()).collect();
        [Cpu, Wait].map(|kind| (spans.clone(), kind))
    })
}

/// Describes the spans. If there are only a few, also lists them in the given order. If
/// they all fit into 40 columns, one for each millisecond, draws them, too.
fn given(spans: &[Span]) -> Given {
    let fit = spans.iter().all(|it| it.end <= 40);
    let row = |&Span { start, end, kind }: &Span| {
        let (name, mark) =
            if kind == Cpu { ("Cpu ", "█") } else { ("Wait", "━") };
        let text = format!("{name} from {start:>2} to {end:>2}");
        if !fit {
            return text;
        }
        let bar = " ".repeat(start as usize) + &mark.repeat((end - start) as usize);
        format!("{text}  {bar}")
    };
    let given = Given::new(plural(spans.len(), "span"));
    match spans.len() {
        1..=10 => given.drawn(spans.iter().map(row).collect::<Vec<_>>().join("\n")),
        _ => given,
    }
}

/// Something is in progress from `start` until just before `end`, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u64,
    pub end: u64,
    pub kind: Kind,
}

/// What a span shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A computation, which holds its thread.
    Cpu,
    /// A wait, which doesn't hold a thread.
    Wait,
}
