//! Spans of time: how many overlap, and a picture of them.

use crate::Shared;
use std::{
    fmt::Write,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::time::Instant;

/// A list of spans of time. Clones share the same list.
///
/// Times are those of the virtual clock, or of a clock that a check keeps for its own
/// threads.
#[derive(Debug)]
pub struct Spans<T> {
    start: Arc<OnceLock<Instant>>,
    spans: Shared<Vec<Span<T>>>,
}

/// A span of time, from `from` up to but not including `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// What happened during the span.
    pub of: T,
    /// When the span began.
    pub from: Duration,
    /// When the span ended.
    pub to: Duration,
}

impl<T> Spans<T> {
    /// An empty list.
    pub fn new() -> Self {
        Self { start: Arc::default(), spans: Shared::new(Vec::new()) }
    }

    /// The time on the runtime's clock since this method was first called.
    pub fn now(&self) -> Duration {
        self.start.get_or_init(Instant::now).elapsed()
    }

    /// Adds a span.
    pub fn note(&self, of: T, from: Duration, to: Duration) {
        self.spans.lock().push(Span { of, from, to });
    }

    /// The latest end of the spans that match `predicate`; zero if there are none.
    pub fn end(&self, predicate: impl Fn(&T) -> bool) -> Duration {
        let spans = self.spans.lock();
        let ends = spans.iter().filter(|it| predicate(&it.of)).map(|it| it.to);
        ends.max().unwrap_or_default()
    }

    /// The largest number of spans matching `predicate` that overlap at any one time. A
    /// span does not overlap another that begins exactly when it ends.
    pub fn peak(&self, predicate: impl Fn(&T) -> bool) -> usize {
        let spans = self.spans.lock();
        let matching: Vec<_> = spans.iter().filter(|it| predicate(&it.of)).collect();
        let at =
            |time| matching.iter().filter(move |it| it.from <= time && time < it.to);
        // The number of overlapping spans rises only where a span begins.
        matching.iter().map(|it| at(it.from).count()).max().unwrap_or_default()
    }

    /// The different keys of the spans, in the order of their first spans. Spans whose key
    /// is `None` are skipped.
    pub fn distinct<K: PartialEq>(&self, key: impl Fn(&T) -> Option<K>) -> Vec<K> {
        let mut keys = Vec::new();
        for key in self.spans.lock().iter().filter_map(|it| key(&it.of)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// Draws a line for each row, such as `cook 1    ██  ██`, with one column per second.
    /// `row` returns the row of a span and the character to draw it with, or `None` to
    /// skip it. Where spans of a row overlap, the greater character wins. Lines are sorted
    /// by their content, so the picture does not depend on which thread came first.
    pub fn draw<R: PartialEq>(
        &self,
        name: &str,
        row: impl Fn(&T) -> Option<(R, char)>,
    ) -> String {
        let mut bars = Vec::new();
        for this_row in self.distinct(|it| Some(row(it)?.0)) {
            let mut bar = Vec::new();
            for span in self.spans.lock().iter() {
                let Some((of, mark)) = row(&span.of) else { continue };
                if of != this_row {
                    continue;
                }
                let [from, to] =
                    [span.from, span.to].map(|it| it.as_secs() as usize);
                bar.resize(bar.len().max(to), ' ');
                bar[from..to].iter_mut().for_each(|it| *it = mark.max(*it));
            }
            bars.push(String::from_iter(bar));
        }
        bars.sort_by(|a, b| b.cmp(a));
        let mut drawn = String::new();
        for (number, bar) in (1..).zip(bars) {
            let label = format!("{name} {number}");
            writeln!(drawn, "{label:<10}{bar}")
                .expect("writing to a string never fails");
        }
        drawn
    }
}

impl<T> Clone for Spans<T> {
    fn clone(&self) -> Self {
        Self { start: Arc::clone(&self.start), spans: self.spans.clone() }
    }
}

impl<T> Default for Spans<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::Spans;
    use crate::observe;
    use std::time::Duration;
    use tokio::time::sleep;

    fn spans(all: &[(char, u64, u64)]) -> Spans<char> {
        let spans = Spans::new();
        for (of, from, to) in all {
            spans.note(*of, Duration::from_secs(*from), Duration::from_secs(*to));
        }
        spans
    }

    #[test]
    fn spans_that_only_touch_do_not_overlap() {
        let spans = spans(&[('a', 0, 2), ('b', 2, 5), ('c', 3, 4), ('d', 4, 6)]);
        assert_eq!(spans.peak(|_| true), 2);
        assert_eq!(spans.peak(|it| matches!(it, 'a' | 'b')), 1);
        assert_eq!(spans.peak(|it| *it == 'e'), 0);
        assert_eq!(spans.end(|it| *it != 'd'), Duration::from_secs(5));
        assert_eq!(
            spans.clone().distinct(|it| Some(it.max(&'c').to_owned())),
            ['c', 'd']
        );
    }

    #[test]
    fn rows_are_drawn_in_an_order_that_does_not_depend_on_the_spans() {
        let drawn = |all: &[_]| {
            let such = |it: char| {
                (it != 'x').then_some((it, if it == 'b' { '#' } else { '=' }))
            };
            spans(all).draw("cook", |it| such(*it))
        };
        let all = [('a', 0, 2), ('b', 1, 3), ('x', 0, 9), ('a', 3, 4)];
        assert_eq!(drawn(&all), "cook 1    == =\ncook 2     ##\n");
        let [a, b, x, c] = all;
        assert_eq!(drawn(&[x, c, b, a]), drawn(&all));
    }

    #[test]
    fn the_greater_character_is_drawn_where_spans_overlap() {
        for all in [[('━', 1, 5), ('█', 2, 4)], [('█', 2, 4), ('━', 1, 5)]] {
            let drawn = spans(&all).draw("order", |it| Some(((), *it)));
            assert_eq!(drawn, "order 1    ━██━\n");
        }
    }

    #[test]
    fn the_clock_starts_at_the_first_call_of_now() {
        let spans = Spans::<()>::new();
        let observed = observe(async move {
            sleep(Duration::from_secs(1)).await;
            let start = spans.now();
            sleep(Duration::from_secs(1)).await;
            (start, spans.clone().now())
        });
        assert_eq!(*observed.output(None), (Duration::ZERO, Duration::from_secs(1)));
    }
}
