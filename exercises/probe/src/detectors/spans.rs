//! What went on from when to when: how much of it at once, and a picture.

use crate::Shared;
use std::{
    fmt::Write,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::time::Instant;

/// Spans of time, each of something. Clones write into the same list.
///
/// Times are the virtual clock's, or whatever a check's own threads reckon with.
#[derive(Debug)]
pub struct Spans<T> {
    start: Arc<OnceLock<Instant>>,
    spans: Shared<Vec<Span<T>>>,
}

/// A span of time. Its last instant is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// What it is a span of.
    pub of: T,
    /// When it began.
    pub from: Duration,
    /// When it ended.
    pub to: Duration,
}

impl<T> Spans<T> {
    /// No spans.
    pub fn new() -> Self {
        Self { start: Arc::default(), spans: Shared::new(Vec::new()) }
    }

    /// The time since this was first called, on the runtime's clock.
    pub fn now(&self) -> Duration {
        self.start.get_or_init(Instant::now).elapsed()
    }

    /// Adds a span that is over.
    pub fn note(&self, of: T, from: Duration, to: Duration) {
        self.spans.lock().push(Span { of, from, to });
    }

    /// When the last such span ended; zero if there is none.
    pub fn end(&self, such: impl Fn(&T) -> bool) -> Duration {
        let spans = self.spans.lock();
        let ends = spans.iter().filter(|it| such(&it.of)).map(|it| it.to);
        ends.max().unwrap_or_default()
    }

    /// The most such spans at one instant. A span that begins when another one ends
    /// does not overlap with it.
    pub fn peak(&self, such: impl Fn(&T) -> bool) -> usize {
        let spans = self.spans.lock();
        let such: Vec<_> = spans.iter().filter(|it| such(&it.of)).collect();
        let at =
            |time| such.iter().filter(move |it| it.from <= time && time < it.to);
        // The peak is at the beginning of some span.
        such.iter().map(|it| at(it.from).count()).max().unwrap_or_default()
    }

    /// What the spans are of, by some key, each once.
    pub fn distinct<K: PartialEq>(&self, key: impl Fn(&T) -> Option<K>) -> Vec<K> {
        let mut keys = Vec::new();
        for key in self.spans.lock().iter().filter_map(|it| key(&it.of)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// A line for each row, such as `cook 1    ██  ██`, with a column for each
    /// second: `row` says in which row a span is drawn, and as what. Where spans of
    /// a row overlap, the greater character is seen. Lines are ordered by what they
    /// show, so that they don't tell which thread came first.
    pub fn draw<R: PartialEq>(
        &self,
        name: &str,
        row: impl Fn(&T) -> Option<(R, char)>,
    ) -> String {
        let mut bars = Vec::new();
        for this in self.distinct(|it| Some(row(it)?.0)) {
            let mut bar = Vec::new();
            for span in self.spans.lock().iter() {
                let Some((of, mark)) = row(&span.of) else { continue };
                if of != this {
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
            writeln!(drawn, "{label:<10}{bar}").expect("a string takes all text");
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
    fn spans_overlap_if_they_share_more_than_an_end() {
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
    fn it_draws_a_line_for_each_row_whichever_came_first() {
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
    fn of_marks_in_one_place_the_greater_is_seen() {
        for all in [[('━', 1, 5), ('█', 2, 4)], [('█', 2, 4), ('━', 1, 5)]] {
            let drawn = spans(&all).draw("order", |it| Some(((), *it)));
            assert_eq!(drawn, "order 1    ━██━\n");
        }
    }

    #[test]
    fn its_clock_starts_when_it_is_first_asked() {
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
