//! The panel of an act: its title, the axis, the lanes, and the threads below them.

use super::{
    CHART, Frame, PADDING, TAIL,
    row::Row,
    scale::Scale,
    text::{self, Font},
};
use crate::timeline::{Act, Axis};
use std::fmt::Write;
use svg::node::element::{Group, Path, Rectangle};

/// The height of a line of the title, in pixels.
const HEADING: f64 = 20.0;
/// The height of the axis.
const AXIS: f64 = 28.0;
/// The space between the lanes and the threads.
const THREADS_GAP: f64 = 8.0;

pub(super) struct Panel<'a> {
    act: &'a Act,
    scale: Scale,
    lanes: Vec<Row>,
    threads: Vec<Row>,
}

impl<'a> Panel<'a> {
    pub(super) fn new(act: &'a Act) -> Self {
        let record = &act.record;
        let scale = Scale::of(record);
        let lanes =
            record.lanes.iter().map(|lane| Row::of_lane(lane, record, &scale));
        let lanes = lanes.collect();
        let threads = match record.axis {
            Axis::Seconds => Row::of_threads(record, &scale),
            Axis::Lines => Vec::new(),
        };
        Self { act, scale, lanes, threads }
    }

    pub(super) fn axis(&self) -> Axis {
        self.act.record.axis
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.lanes.iter().chain(&self.threads)
    }

    /// Returns the width of the widest name.
    pub(super) fn names_width(&self) -> f64 {
        self.rows().map(Row::name_width).fold(0.0, f64::max)
    }

    /// Returns the panel and its height.
    pub(super) fn draw(&self, frame: &Frame) -> (Group, f64) {
        let mut text = Group::new();
        let mut y = PADDING - 4.0;
        let heading =
            format!("{}. {}", self.act.number, text::clean(&self.act.title));
        for line in
            text::wrap(&heading, frame.panel_width() - 2.0 * PADDING, Font::Heading)
        {
            y += HEADING;
            text = text.add(text::line("heading", PADDING, y - 5.0, &line));
        }
        y += AXIS;
        let top = y;
        text = text.add(self.labels(frame, top));

        let mut background = Group::new();
        let mut rows = Group::new();
        for (index, row) in self.lanes.iter().enumerate() {
            if index % 2 == 0 {
                background =
                    background.add(stripe("stripe", frame, y, row.height()));
            }
            rows = rows.add(row_at(row, frame, y));
            y += row.height();
        }
        if !self.threads.is_empty() {
            y += THREADS_GAP;
            let height = self.threads.iter().map(Row::height).sum();
            background = background.add(stripe("threads", frame, y, height));
            for row in &self.threads {
                rows = rows.add(row_at(row, frame, y));
                y += row.height();
            }
        }
        let grid = self.grid(frame, top, y);
        y += PADDING - 4.0;
        let border = Rectangle::new()
            .set("class", "panel")
            .set("width", frame.panel_width())
            .set("height", y)
            .set("rx", 8);
        let panel =
            Group::new().add(border).add(background).add(grid).add(text).add(rows);
        (panel, y)
    }

    /// Returns the labels of the axis, which are above the chart.
    fn labels(&self, frame: &Frame, top: f64) -> Group {
        let mut axis = Group::new();
        if self.axis() == Axis::Lines {
            axis = axis.add(text::line("of-thread", PADDING, top - 8.0, "line"));
        }
        for tick in self.scale.ticks() {
            let x = frame.chart() + tick.label_at as f64;
            axis = axis.add(text::line("tick", x, top - 8.0, &tick.label));
        }
        axis
    }

    /// Returns the vertical lines at the ticks, which are drawn behind the rows.
    fn grid(&self, frame: &Frame, top: f64, bottom: f64) -> Path {
        let mut lines = String::new();
        let mut ticks: Vec<_> =
            self.scale.ticks().iter().map(|tick| tick.line_at).collect();
        if ticks.first() != Some(&0) {
            ticks.insert(0, 0);
        }
        for tick in ticks {
            // An offset of half a pixel keeps a thin line within one column of pixels.
            write!(lines, "M{tick}.5 0v{}", bottom - top)
                .expect("writing to a `String` never fails");
        }
        let place = format!("translate({} {top})", frame.chart());
        Path::new().set("class", "grid").set("d", lines).set("transform", place)
    }
}

fn row_at(row: &Row, frame: &Frame, y: f64) -> Group {
    row.draw(frame).set("transform", format!("translate(0 {y})"))
}

/// Returns a background that spans the width of the panel.
fn stripe(class: &str, frame: &Frame, y: f64, height: f64) -> Rectangle {
    let inset = 6.0;
    Rectangle::new()
        .set("class", class)
        .set("x", inset)
        .set("y", y)
        .set("width", frame.chart() + CHART + TAIL + PADDING - 2.0 * inset)
        .set("height", height)
        .set("rx", 4)
}
