//! `cargo xtask skip`: puts an exercise aside, so that another one is next.

use crate::{
    course::{Course, preferences::Preferences},
    terminal::{error::Error, output::say},
};

/// Puts the exercise aside, or with `undo` brings it back.
pub(crate) fn run(course: &Course, name: &str, undo: bool) -> Result<bool, Error> {
    let name = &course.exercise(name)?.name;
    Preferences::change(&course.root, |it| {
        if undo {
            it.skipped.remove(name);
        } else {
            it.skipped.insert(name.clone());
        }
    })?;
    if undo {
        say!("{name} is back on your way");
    } else {
        say!("{name} is set aside until the rest of your track is solved");
        say!("To bring it back: cargo xtask skip --undo {name}");
    }
    Ok(true)
}
