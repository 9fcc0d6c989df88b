//! A row of a panel: a lane or a thread.

use super::{
    Frame, PADDING, marks,
    scale::{Block, Pixel, Scale},
    text::{self, Font},
    words,
};
use crate::timeline::{End, Lane, Record};
use std::{ops::Range, time::Duration};
use svg::node::element::{Group, Title};

/// The width at which names are wrapped, in pixels.
const MAX_NAME_WIDTH: f64 = 240.0;
/// The height of a line of a name.
const LINE: f64 = 16.0;
/// The space above the first line and below the last line of a name.
const NAME_PADDING: f64 = 5.0;

pub(super) struct Row {
    /// The name, wrapped into lines.
    name: Vec<String>,
    /// What happened, in words, for the tooltip.
    words: String,
    pub(super) kind: Kind,
    pub(super) blocks: Vec<Block>,
    /// The wait from the first hold to the end, unless the blocks cover all of it.
    pub(super) wait: Option<Range<Pixel>>,
    pub(super) end: Option<(Pixel, End)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Lane,
    Thread,
}

impl Row {
    pub(super) fn of_lane(lane: &Lane, record: &Record, scale: &Scale) -> Self {
        let blocks = scale.blocks(&lane.holds);
        let first = blocks.first().map_or(0, |block| block.from);
        let last = blocks.last().map_or(0, |block| block.to);
        let until = lane.end.map_or(scale.end(), |(at, _)| scale.at(at));
        let waits = until > last
            || blocks.iter().any(Block::is_comb)
            || blocks.windows(2).any(|pair| pair[0].to < pair[1].from);
        Self {
            name: name(&lane.name),
            words: words::lane(lane, record),
            kind: Kind::Lane,
            blocks,
            wait: waits.then_some(first..until.max(last)),
            // The mark is next to the last block, not on top of it.
            end: lane.end.map(|(_, end)| (until.max(last + marks::RADIUS + 1), end)),
        }
    }

    /// Returns a row for each thread that was held at least once.
    pub(super) fn of_threads(record: &Record, scale: &Scale) -> Vec<Self> {
        let rows = record.threads.iter().enumerate().map(|(index, thread)| {
            let holds = record.thread_holds_apart(index, Duration::ZERO);
            let title = format!("thread {thread}");
            Self {
                name: name(&title),
                words: words::thread(&title, &holds),
                kind: Kind::Thread,
                blocks: scale.blocks(&holds),
                wait: None,
                end: None,
            }
        });
        rows.filter(|row| !row.blocks.is_empty()).collect()
    }

    /// Returns the width of the row's name.
    pub(super) fn name_width(&self) -> f64 {
        self.name.iter().map(|line| Font::Name.width(line)).fold(0.0, f64::max)
    }

    pub(super) fn height(&self) -> f64 {
        self.name.len() as f64 * LINE + 2.0 * NAME_PADDING
    }

    pub(super) fn draw(&self, frame: &Frame) -> Group {
        let mut row = Group::new().add(Title::new(self.words.as_str()));
        let class = match self.kind {
            Kind::Lane => "name",
            Kind::Thread => "name of-thread",
        };
        for (index, line) in self.name.iter().enumerate() {
            let y = NAME_PADDING + LINE * index as f64 + 12.5;
            row = row.add(text::line(class, PADDING, y, line));
        }
        let place = format!("translate({} {})", frame.chart(), self.height() / 2.0);
        row.add(self.chart().set("transform", place))
    }

    fn chart(&self) -> Group {
        let mut chart = Group::new();
        if let Some(wait) = &self.wait {
            chart = chart.add(marks::wait(wait));
        }
        for blocks in marks::blocks(self.kind, &self.blocks) {
            chart = chart.add(blocks);
        }
        if let Some((at, end)) = self.end {
            chart = chart.add(marks::end(end, at));
        }
        chart
    }
}

fn name(name: &str) -> Vec<String> {
    text::wrap(&text::clean(name), MAX_NAME_WIDTH, Font::Name)
}
