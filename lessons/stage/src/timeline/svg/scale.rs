//! Converts times to pixels.
//!
//! Positions are whole pixels, so that blocks have sharp edges and the file stays small
//! and is identical on every machine.

use super::{CHART, ticks};
use crate::timeline::{Axis, Hold, Record};
use std::time::Duration;

/// The maximum width of a line, in an act that counts lines.
const MAX_LINE_WIDTH: f64 = 56.0;
/// The minimum distance between two labels of the axis.
const MIN_LABEL_DISTANCE: f64 = 80.0;
/// The minimum width of a hold, even for one that takes no time.
const MIN_HOLD_WIDTH: Pixel = 3;

/// The distance from the left edge of the chart.
pub(super) type Pixel = i64;

pub(super) struct Scale {
    axis: Axis,
    /// The time at the right end of the chart.
    end: Duration,
    width: f64,
}

/// A label of the axis, and the position of its grid line.
pub(super) struct Tick {
    pub(super) label: String,
    pub(super) label_at: Pixel,
    pub(super) line_at: Pixel,
}

/// One hold, or several holds that are too close to be drawn separately.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) from: Pixel,
    pub(super) to: Pixel,
    /// How many of its pixels are holds. The rest are pauses between them.
    held: f64,
}

impl Block {
    pub(super) fn solid(from: Pixel, to: Pixel) -> Self {
        Self { from, to, held: (to - from) as f64 }
    }

    pub(super) fn comb(from: Pixel, to: Pixel) -> Self {
        Self { from, to, held: 0.0 }
    }

    /// Returns true if the block represents many short holds with pauses between them.
    pub(super) fn is_comb(&self) -> bool {
        let width = self.to - self.from;
        width >= 3 * MIN_HOLD_WIDTH && self.held < 0.9 * width as f64
    }
}

impl Scale {
    pub(super) fn of(record: &Record) -> Self {
        let Record { axis, took, .. } = *record;
        match axis {
            Axis::Seconds => Self { axis, end: took, width: CHART },
            Axis::Lines => {
                let lines = took.as_secs().max(1);
                let width = (lines as f64 * MAX_LINE_WIDTH).min(CHART);
                Self { axis, end: Duration::from_secs(lines), width }
            }
        }
    }

    /// Returns the right end of the chart.
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

    /// Returns the blocks for the holds. Holds that touch in the picture are merged
    /// into one block. A long hold and a short one are not merged, so both stay
    /// visible.
    pub(super) fn blocks(&self, holds: &[Hold]) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut was_long = false;
        for hold in holds {
            let (from, to) = (self.exactly_at(hold.from), self.exactly_at(hold.to));
            let held = to - from;
            let is_long = held >= MIN_HOLD_WIDTH as f64;
            let mut from = from.round() as Pixel;
            let to = (to.round() as Pixel).max(from + MIN_HOLD_WIDTH);
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
                // If two blocks overlap, the long one keeps its exact length.
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
            end => ticks::round_step(end.mul_f64(MIN_LABEL_DISTANCE / self.width)),
        };
        let count = self.end.as_nanos() / step.as_nanos();
        let ticks = (0..=count as u32).map(|it| {
            let time = step * it;
            let label = ticks::label(time, step);
            Tick { label, label_at: self.at(time), line_at: self.at(time) }
        });
        ticks.collect()
    }

    /// A line's number is above the middle of the line, and its grid line is at the
    /// end.
    fn ticks_of_lines(&self) -> Vec<Tick> {
        let lines = self.end.as_secs();
        let digits = lines.ilog10() + 1;
        let max_labels = self.width / (12.0 + 8.0 * f64::from(digits));
        let every =
            ticks::round_step(Duration::from_secs(lines).div_f64(max_labels));
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
