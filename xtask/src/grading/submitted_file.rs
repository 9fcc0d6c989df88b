//! Reads a file from elsewhere: only a regular file, of limited size, and no link is
//! followed on the way to it.
//!
//! A link could lead to another person's file. Reading a named pipe or a device might
//! never end.

use crate::course::LARGEST_FILE;
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// True if anything exists at `place` in `folder`, even if it can't be graded.
pub(super) fn is_there(folder: &Path, place: &Path) -> bool {
    folder.join(place).symlink_metadata().is_ok()
}

/// The bytes of the file at `place` in `folder`, or why it can't be graded. The directory
/// itself may be a link, because the person who grades has named it.
pub(super) fn read(folder: &Path, place: &Path) -> Result<Vec<u8>, String> {
    let name = folder.join(place);
    let name = name.display();
    let cannot_read = |error: io::Error| match is_about_a_link(&error) {
        true => link(&name.to_string()),
        false => format!("{name} can't be read: {error}."),
    };
    if let Some(link_on_the_way) = first_link(folder, place) {
        return Err(link(&link_on_the_way));
    }
    let file = open(folder, place).map_err(cannot_read)?;
    let about = file.metadata().map_err(cannot_read)?;
    if about.is_dir() {
        return Err(format!("{name} is a directory, not a file."));
    }
    if !about.is_file() {
        return Err(format!("{name} is not a regular file."));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(cannot_read)?;
    super::preflight::text(bytes, &name.to_string())
}

fn link(name: &str) -> String {
    format!(
        "{name} is a link. Links in a directory from elsewhere are not followed."
    )
}

/// The first component of `place` that is a link. This is only for the message. The real
/// protection is in [`open`], because a link could be created after this check.
fn first_link(folder: &Path, place: &Path) -> Option<String> {
    let mut path = folder.to_owned();
    place.components().find_map(|component| {
        path.push(component);
        let about = path.symlink_metadata().ok()?;
        about.is_symlink().then(|| path.display().to_string())
    })
}

/// Opens each component relative to the one before it, and none of them may be a link.
#[cfg(unix)]
fn open(folder: &Path, place: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, openat};
    let mut at = File::open(folder)?;
    for component in place.components() {
        // Opening a named pipe must not wait for a writer.
        let flags =
            OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        at = openat(&at, component.as_os_str(), flags, Mode::empty())?.into();
    }
    Ok(at)
}

/// Without `openat`, a link that is created between the check and the opening is
/// followed.
#[cfg(not(unix))]
fn open(folder: &Path, place: &Path) -> io::Result<File> {
    File::open(folder.join(place))
}

#[cfg(unix)]
fn is_about_a_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_about_a_link(_error: &io::Error) -> bool {
    false
}
