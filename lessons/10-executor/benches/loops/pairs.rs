//! Several loops measured in turn, round after round.

use crate::{Effort, peers::Peer};
use std::time::{Duration, Instant};

/// How long a row may take.
const BUDGET: Duration = Duration::from_secs(5);

/// One way to measure a figure, and the loop that it measures.
pub(crate) struct Contender<'a> {
    pub(crate) peer: Peer,
    sample: Box<dyn FnMut() -> f64 + 'a>,
}

impl<'a> Contender<'a> {
    pub(crate) fn new(peer: Peer, sample: impl FnMut() -> f64 + 'a) -> Self {
        Self { peer, sample: Box::new(sample) }
    }
}

/// The measurements of one contender, a number for each round.
pub(crate) struct Samples {
    pub(crate) peer: Peer,
    pub(crate) samples: Vec<f64>,
}

impl Samples {
    /// The smallest number. Noise only adds to a cost, so the smallest number is the
    /// closest to the truth.
    pub(crate) fn best(&self) -> f64 {
        self.samples.iter().copied().fold(f64::INFINITY, f64::min)
    }
}

/// Measures every contender in each round, until the time is up.
pub(crate) fn measure(
    effort: Effort,
    contenders: Vec<Contender<'_>>,
) -> Vec<Samples> {
    rounds(effort, BUDGET, contenders)
}

/// Does the same until `budget` is used up, but for at least three rounds.
pub(crate) fn rounds(
    effort: Effort,
    budget: Duration,
    mut contenders: Vec<Contender<'_>>,
) -> Vec<Samples> {
    let empty = |it: &Contender<'_>| Samples { peer: it.peer, samples: Vec::new() };
    let mut all: Vec<_> = contenders.iter().map(empty).collect();
    let begun = Instant::now();
    for round in 0.. {
        let least = if effort.is_quick { 1 } else { 3 };
        if round >= least && (effort.is_quick || begun.elapsed() > budget) {
            break;
        }
        let mut order: Vec<_> = (0..contenders.len()).collect();
        // The first contender might run with colder caches, so neighbors take turns
        // going first.
        if round % 2 == 1 {
            order.chunks_mut(2).for_each(<[_]>::reverse);
        }
        for index in order {
            all[index].samples.push((contenders[index].sample)());
        }
    }
    all
}

/// The ratio of the smallest numbers, and the median of the ratios of all pairs.
pub(crate) fn ratio(ours: &Samples, theirs: &Samples) -> [f64; 2] {
    let pairs = ours.samples.iter().zip(&theirs.samples);
    let ratios = pairs.map(|(ours, theirs)| ours / theirs).collect();
    [ours.best() / theirs.best(), median(ratios)]
}

pub(crate) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let count = numbers.len();
    f64::midpoint(numbers[(count - 1) / 2], numbers[count / 2])
}
