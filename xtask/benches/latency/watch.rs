//! The time from a save to the verdict on the screen of `watch`.

use crate::{
    copy::Copy,
    pairs::{row, run, time},
    rows::{BARE, EDITED},
    terminal::Terminal,
};
use std::process::Command;

/// A part of the status line below a verdict. This text disappears when the next run
/// begins.
const DONE: &str = "s after you saved";

pub(crate) fn row_of_watch() {
    // Use two copies, so that `watch` does not see the edits made for plain cargo.
    let (copy, other) = (Copy::new("watched"), Copy::new("edit"));
    run(&mut copy.cargo("xtask check"));
    run(&mut other.cargo(BARE));
    let mut watch = Command::new(copy.0.join("target/debug/xtask"));
    watch.args(["watch", "ordered_fetch"]);
    for name in ["CARGO_TARGET_DIR", "RUST_BACKTRACE"] {
        watch.env_remove(name);
    }
    watch.env("CARGO_MANIFEST_DIR", copy.0.join("xtask"));
    let mut terminal = Terminal::new(&watch, (100, 40), &[]);
    terminal.wait_until("everything is graded once", |screen| {
        let text = screen.contents();
        text.contains("tests pass") && !text.contains("checking")
    });
    row(
        "edit, verdict on the screen of watch",
        20,
        |pair| {
            copy.edit(EDITED, 2 * pair);
            time(|| {
                terminal.wait_until("it begins", |it| !it.contents().contains(DONE));
                terminal.wait_for(&[DONE]);
            })
        },
        |pair| {
            other.edit(EDITED, 2 * pair + 1);
            time(|| run(&mut other.cargo(BARE)))
        },
    );
    terminal.press("q").end();
}
