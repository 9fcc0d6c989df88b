//! The shapes of the picture. Each can be recognized without its color.

use super::{
    row::Kind,
    scale::{Block, Pixel},
};
use crate::timeline::End;
use std::{fmt::Write, ops::Range};
use svg::node::element::{Circle, Group, Path};

/// The distance from the center of a mark to its edge.
pub(super) const RADIUS: Pixel = 7;

/// Returns the blocks of a row. A block that represents many short holds is drawn as a
/// comb.
pub(super) fn blocks(kind: Kind, blocks: &[Block]) -> impl Iterator<Item = Path> {
    let classes = match kind {
        Kind::Lane => ["holds", "holds comb"],
        Kind::Thread => ["busy", "busy comb"],
    };
    let (combs, solid): (Vec<_>, Vec<_>) =
        blocks.iter().partition(|it| it.is_comb());
    let both = classes.into_iter().zip([solid, combs]);
    both.filter(|(_, blocks)| !blocks.is_empty())
        .map(|(class, blocks)| path(class, &middle_line(&blocks)))
}

/// Returns a path along the middle of the blocks. The stroke of the path is as wide as
/// the blocks are high.
fn middle_line(blocks: &[&Block]) -> String {
    let mut path = String::new();
    let mut pen = None;
    for block in blocks {
        let length = block.to - block.from;
        match pen {
            None => write!(path, "M{} 0h{length}", block.from),
            Some(pen) => write!(path, "m{} 0h{length}", block.from - pen),
        }
        .expect("writing to a `String` never fails");
        pen = Some(block.to);
    }
    path
}

/// Returns the thin line of a wait.
pub(super) fn wait(wait: &Range<Pixel>) -> Path {
    path("waits", &format!("M{} 0h{}", wait.start, wait.end - wait.start))
}

/// Returns the mark for the end of a lane: a disk with a check mark, a cross, or a
/// triangle with an exclamation mark.
pub(super) fn end(end: End, at: Pixel) -> Group {
    let group = Group::new().set("transform", format!("translate({at})"));
    match end {
        End::Done => group
            .add(Circle::new().set("class", "done").set("r", RADIUS))
            .add(path("sign", "M-3 .5l2.2 2.3 4-5")),
        End::Dropped => {
            let cross = "M-5-5l10 10m0-10l-10 10";
            group.add(path("halo", cross)).add(path("dropped", cross))
        }
        End::Panicked => group
            .add(path("panicked", "M0-9l9 16h-18z"))
            .add(path("sign", "M0-3v4.5m0 3v0")),
    }
}

fn path(class: &str, d: &str) -> Path {
    Path::new().set("class", class).set("d", d)
}
