//! How time becomes pixels.
//!
//! Whole ones: blocks have sharp edges, the file stays small, and it is the same on
//! every machine.

use super::{CHART, ticks};
use crate::timeline::{Axis, Hold, Record};
use std::time::Duration;

/// A line of an act that counts lines gets no wider than this.
const WIDEST_LINE: f64 = 56.0;
/// Two labels of the axis come no closer than this.
const CLOSEST_LABELS: f64 = 80.0;
/// An instant is drawn as wide as this.
const INSTANT: Pixel = 3;

/// A place in the chart, from its left edge.
pub(super) type Pixel = i64;

pub(super) struct Scale {
    axis: Axis,
    /// The time at the chart's right end.
    end: Duration,
    width: f64,
}

/// A label of the axis, and where the line that belongs to it is.
pub(super) struct Tick {
    pub(super) label: String,
    pub(super) label_at: Pixel,
    pub(super) line_at: Pixel,
}

/// A hold as it is drawn, or several that cannot be drawn apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) from: Pixel,
    pub(super) to: Pixel,
    /// How many of its pixels are held; the rest lies between.
    held: f64,
}

impl Block {
    pub(super) fn solid(from: Pixel, to: Pixel) -> Self {
        Self { from, to, held: (to - from) as f64 }
    }

    pub(super) fn comb(from: Pixel, to: Pixel) -> Self {
        Self { from, to, held: 0.0 }
    }

    /// Whether the thread is let go and taken again and again, too fast to be drawn.
    pub(super) fn is_comb(&self) -> bool {
        let width = self.to - self.from;
        width >= 3 * INSTANT && self.held < 0.9 * width as f64
    }
}

impl Scale {
    pub(super) fn of(record: &Record) -> Self {
        let Record { axis, took, .. } = *record;
        match axis {
            Axis::Seconds => Self { axis, end: took, width: CHART },
            Axis::Lines => {
                let lines = took.as_secs().max(1);
                let width = (lines as f64 * WIDEST_LINE).min(CHART);
                Self { axis, end: Duration::from_secs(lines), width }
            }
        }
    }

    /// Where the chart ends.
    pub(super) fn end(&self) -> Pixel {
        self.at(self.end)
    }

    pub(super) fn at(&self, time: Duration) -> Pixel {
        self.exactly_at(time).round() as Pixel
    }

    fn exactly_at(&self, time: Duration) -> f64 {
        if self.end.is_zero() {
            return 0.0;
        }
        (time.as_secs_f64() / self.end.as_secs_f64()).min(1.0) * self.width
    }

    /// The holds as blocks. What touches is one, but a hold that is long enough to be
    /// seen does not drown among instants.
    pub(super) fn blocks(&self, holds: &[Hold]) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut was_long = false;
        for hold in holds {
            let (from, to) = (self.exactly_at(hold.from), self.exactly_at(hold.to));
            let held = to - from;
            let is_long = held >= INSTANT as f64;
            let mut from = from.round() as Pixel;
            let to = (to.round() as Pixel).max(from + INSTANT);
            match blocks.last_mut() {
                Some(last) if to <= last.to => {
                    last.held += held;
                    continue;
                }
                Some(last) if from <= last.to && is_long == was_long => {
                    last.to = to;
                    last.held += held;
                    continue;
                }
                // Where the two overlap, the long one is right about its length.
                Some(last) if is_long => last.to = last.to.min(from),
                Some(last) => from = from.max(last.to),
                None => {}
            }
            blocks.push(Block { from, to, held });
            was_long = is_long;
        }
        blocks.retain(|block| block.from < block.to);
        blocks
    }

    pub(super) fn ticks(&self) -> Vec<Tick> {
        match self.axis {
            Axis::Seconds => self.ticks_of_time(),
            Axis::Lines => self.ticks_of_lines(),
        }
    }

    fn ticks_of_time(&self) -> Vec<Tick> {
        let step = match self.end {
            Duration::ZERO => Duration::from_secs(1),
            end => ticks::round_step(end.mul_f64(CLOSEST_LABELS / self.width)),
        };
        let count = self.end.as_nanos() / step.as_nanos();
        let ticks = (0..=count as u32).map(|it| {
            let time = step * it;
            let label = ticks::label(time, step);
            Tick { label, label_at: self.at(time), line_at: self.at(time) }
        });
        ticks.collect()
    }

    /// A line's number stands above the middle of its second, its rule at the end of it.
    fn ticks_of_lines(&self) -> Vec<Tick> {
        let lines = self.end.as_secs();
        let digits = lines.ilog10() + 1;
        let labels = self.width / (12.0 + 8.0 * f64::from(digits));
        let every = ticks::round_step(Duration::from_secs(lines).div_f64(labels));
        let every = every.as_secs().max(1);
        let numbers = (1..=lines).filter(|number| number.is_multiple_of(every));
        let ticks = numbers.map(|number| {
            let end = Duration::from_secs(number);
            let middle = end - Duration::from_millis(500);
            let label = number.to_string();
            Tick { label, label_at: self.at(middle), line_at: self.at(end) }
        });
        ticks.collect()
    }
}
