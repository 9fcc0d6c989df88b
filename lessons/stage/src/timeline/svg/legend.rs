//! What the shapes mean: those that the picture uses, and only those.

use super::{
    marks,
    panel::Panel,
    row::Kind,
    scale::Block,
    text::{self, Font},
};
use crate::timeline::{Axis, End};
use svg::node::element::Group;

const ROW: f64 = 24.0;
/// From a sign to its words, and from there to the next sign.
const NEAR: f64 = 8.0;
const APART: f64 = 22.0;

/// A sign, how wide it is, and what it means.
type Entry = (Group, f64, &'static str);

/// The legend, in as many rows as it takes, and how high it is.
pub(super) fn draw(panels: &[Panel<'_>], width: f64) -> (Group, f64) {
    let mut legend = Group::new();
    let (mut x, mut y) = (0.0, ROW / 2.0);
    for (sign, sign_width, words) in entries(panels) {
        let needs = sign_width + NEAR + Font::Body.width(words).round();
        if x > 0.0 && x + needs > width {
            (x, y) = (0.0, y + ROW);
        }
        let entry = Group::new()
            .add(sign)
            .add(text::line("words", sign_width + NEAR, 4.5, words))
            .set("transform", format!("translate({x} {y})"));
        legend = legend.add(entry);
        x += needs + APART;
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
    let [holds, often] = match (axis(Axis::Seconds), axis(Axis::Lines)) {
        (true, true) => ["runs, holding the thread", "runs again and again"],
        (false, true) => ["runs", "runs again and again"],
        _ => ["holds the thread", "holds it again and again"],
    };
    let wait = Group::new().add(marks::wait(&(0..24)));
    let entries = [
        (!panels.is_empty(), (blocks(Kind::Lane, false), 14.0, holds)),
        (comb(Kind::Lane), (blocks(Kind::Lane, true), 24.0, often)),
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
