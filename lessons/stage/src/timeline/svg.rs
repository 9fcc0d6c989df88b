//! The timeline as an SVG for a book or a browser, with one panel per act.
//!
//! The picture is complete without its colors: a hold is a block, a wait is a thin
//! line, and each kind of end has its own shape. The file contains its styles for light
//! and dark pages, and needs no script, font, or other file. The file is identical on
//! every machine, because blocks are placed on whole pixels and attributes are sorted.

mod legend;
mod marks;
mod panel;
mod row;
mod scale;
mod text;
mod ticks;
mod words;

use super::Act;
use panel::Panel;
use svg::{
    Document,
    node::element::{Description, Group, Rectangle, Style, Title},
};

/// Returns the acts that have lanes as an SVG file. Acts without lanes are left out.
///
/// `title` is the title of the story.
pub fn draw(title: &str, acts: &[Act]) -> String {
    let shown = || acts.iter().filter(|act| !act.record.lanes.is_empty());
    let panels: Vec<_> = shown().map(Panel::new).collect();
    let names_width = panels.iter().map(Panel::names_width).fold(60.0, f64::max);
    let frame = Frame { names_width: names_width.ceil() };

    let heading = text::clean(title);
    let lines = text::wrap(&heading, frame.panel_width(), text::Font::Title);
    let mut content = Group::new();
    let mut y = MARGIN;
    for line in lines {
        y += 26.0;
        content = content.add(text::line("title", MARGIN, y - 6.0, &line));
    }
    for panel in &panels {
        y += GAP;
        let (drawn, height) = panel.draw(&frame);
        content =
            content.add(drawn.set("transform", format!("translate({MARGIN} {y})")));
        y += height;
    }
    y += GAP;
    let (legend, height) = legend::draw(&panels, frame.panel_width());
    content =
        content.add(legend.set("transform", format!("translate({MARGIN} {y})")));
    y += height + MARGIN - 6.0;

    let width = frame.width();
    let page =
        Rectangle::new().set("class", "page").set("width", width).set("height", y);
    let document = Document::new()
        .set("viewBox", format!("0 0 {width} {y}"))
        .set("width", width)
        .set("height", y)
        .set("role", "img")
        .set("aria-labelledby", "timeline-title timeline-desc")
        .add(Title::new(heading).set("id", "timeline-title"))
        .add(
            Description::new().set("id", "timeline-desc").add(words::story(shown())),
        )
        .add(Style::new(include_str!("svg/style.css").trim_end()))
        .add(page.set("rx", 10))
        .add(content);
    let mut picture = document.to_string();
    picture.push('\n');
    picture
}

/// The space around the panels, in pixels like all sizes here.
const MARGIN: f64 = 24.0;
/// The space between two panels.
const GAP: f64 = 16.0;
/// The space between the border of a panel and its contents.
const PADDING: f64 = 16.0;
/// The width of a chart.
const CHART: f64 = 720.0;
/// The space to the right of a chart, for blocks and marks at the end of the act.
const TAIL: f64 = 24.0;

/// The layout that all panels share.
struct Frame {
    /// The width of the column of names.
    names_width: f64,
}

impl Frame {
    /// Returns the distance from the left edge of a panel to its chart.
    fn chart(&self) -> f64 {
        PADDING + self.names_width + GAP
    }

    /// Returns the width of a panel.
    fn panel_width(&self) -> f64 {
        self.chart() + CHART + TAIL + PADDING
    }

    /// Returns the width of the whole picture.
    fn width(&self) -> f64 {
        self.panel_width() + 2.0 * MARGIN
    }
}
