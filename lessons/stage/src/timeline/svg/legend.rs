//! The legend: what the shapes mean. It lists only the shapes that the picture uses.

use super::{
    marks,
    panel::Panel,
    row::Kind,
    scale::Block,
    text::{self, Font},
};
use crate::timeline::{Axis, End};
use svg::node::element::Group;

/// The height of a row, in pixels.
const ROW: f64 = 24.0;
/// The space between a shape and its words.
const WORDS_GAP: f64 = 8.0;
/// The space between two entries.
const ENTRY_GAP: f64 = 22.0;

/// A shape, its width, and what it means.
type Entry = (Group, f64, &'static str);

/// Returns the legend, wrapped at `width`, and its height.
pub(super) fn draw(panels: &[Panel<'_>], width: f64) -> (Group, f64) {
    let mut legend = Group::new();
    let (mut x, mut y) = (0.0, ROW / 2.0);
    for (shape, shape_width, words) in entries(panels) {
        let entry_width = shape_width + WORDS_GAP + Font::Body.width(words).round();
        if x > 0.0 && x + entry_width > width {
            (x, y) = (0.0, y + ROW);
        }
        let entry = Group::new()
            .add(shape)
            .add(text::line("words", shape_width + WORDS_GAP, 4.5, words))
            .set("transform", format!("translate({x} {y})"));
        legend = legend.add(entry);
        x += entry_width + ENTRY_GAP;
    }
    (legend, y + ROW / 2.0)
}

fn entries(panels: &[Panel<'_>]) -> impl Iterator<Item = Entry> {
    let axis = |axis| panels.iter().any(|panel| panel.axis() == axis);
    let rows = || panels.iter().flat_map(Panel::rows);
    let comb = |kind| {
        rows().any(|row| row.kind == kind && row.blocks.iter().any(Block::is_comb))
    };
    let end = |end: End| {
        let used = rows().any(|row| row.end.is_some_and(|(_, it)| it == end));
        let mark = Group::new().add(marks::end(end, marks::RADIUS));
        (used, (mark, 14.0, end.words()))
    };
    let [holds, holds_often] = match (axis(Axis::Seconds), axis(Axis::Lines)) {
        (true, true) => ["runs, holding the thread", "runs again and again"],
        (false, true) => ["runs", "runs again and again"],
        _ => ["holds the thread", "holds it again and again"],
    };
    let wait = Group::new().add(marks::wait(&(0..24)));
    let entries = [
        (!panels.is_empty(), (blocks(Kind::Lane, false), 14.0, holds)),
        (comb(Kind::Lane), (blocks(Kind::Lane, true), 24.0, holds_often)),
        (rows().any(|row| row.wait.is_some()), (wait, 24.0, "waits")),
        end(End::Done),
        end(End::Dropped),
        end(End::Panicked),
        (
            axis(Axis::Seconds),
            (blocks(Kind::Thread, false), 14.0, "the thread is held"),
        ),
    ];
    entries.into_iter().filter(|(used, _)| *used).map(|(_, entry)| entry)
}

fn blocks(kind: Kind, comb: bool) -> Group {
    let block = if comb { Block::comb(0, 24) } else { Block::solid(0, 14) };
    marks::blocks(kind, &[block]).fold(Group::new(), Group::add)
}
