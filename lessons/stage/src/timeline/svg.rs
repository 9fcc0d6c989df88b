//! The timeline as an SVG: a panel per act, one below the other, for a book or a browser.
//!
//! Nothing in it depends on color: who holds the thread is a block, who waits a thin
//! line, and each end has a shape of its own. The file brings its style along, for light
//! and dark pages, and needs no script, font or other file. It is the same on every
//! machine: blocks lie on whole pixels, and attributes are sorted.

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

/// Draws the acts that have lanes; the others have no picture.
pub fn draw(title: &str, acts: &[Act]) -> String {
    let pictured = || acts.iter().filter(|act| !act.record.lanes.is_empty());
    let panels: Vec<_> = pictured().map(Panel::new).collect();
    let names = panels.iter().map(Panel::names).fold(60.0, f64::max);
    let frame = Frame { names: names.ceil() };

    let heading = text::clean(title);
    let lines = text::wrap(&heading, frame.inside(), text::Font::Title);
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
    let (legend, height) = legend::draw(&panels, frame.inside());
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
            Description::new()
                .set("id", "timeline-desc")
                .add(words::story(pictured())),
        )
        .add(Style::new(include_str!("svg/style.css").trim_end()))
        .add(page.set("rx", 10))
        .add(content);
    let mut picture = document.to_string();
    picture.push('\n');
    picture
}

/// Around the picture.
const MARGIN: f64 = 24.0;
/// Between two panels.
const GAP: f64 = 16.0;
/// Between a panel's border and what is in it.
const PADDING: f64 = 16.0;
/// How wide the stretch of time is drawn.
const CHART: f64 = 720.0;
/// What the blocks and marks at the very end of the act need beyond it.
const TAIL: f64 = 24.0;

/// The columns that all panels share.
struct Frame {
    /// How wide the names are.
    names: f64,
}

impl Frame {
    /// Where the charts begin, in a panel.
    fn chart(&self) -> f64 {
        PADDING + self.names + GAP
    }

    /// The width of a panel.
    fn inside(&self) -> f64 {
        self.chart() + CHART + TAIL + PADDING
    }

    fn width(&self) -> f64 {
        self.inside() + 2.0 * MARGIN
    }
}
