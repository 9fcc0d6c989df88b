//! What is wrong with a file before any compiler sees it.

use std::{fs, io, path::Path};

/// No exercise is a hundredth as large.
const LARGEST: u64 = 1 << 20;

/// Why the file at `path` cannot be graded, in a sentence that calls it `name`; its bytes,
/// if it can.
pub(crate) fn look(path: &Path, name: &str) -> Result<Vec<u8>, String> {
    let about = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => match fs::read_link(path) {
            Ok(to) => format!(
                "{name} is a link, and there is nothing at {}.",
                to.display()
            ),
            Err(_) => format!("{name} is missing."),
        },
        _ => format!("{name} cannot be read: {error}."),
    })?;
    if about.is_dir() {
        return Err(format!("{name} is a folder, and no file."));
    }
    if !about.is_file() {
        return Err(format!("{name} is no file."));
    }
    if about.len() > LARGEST {
        let size = about.len() >> 20;
        return Err(format!("{name} has {size} MiB: is that the right file?"));
    }
    let bytes = fs::read(path)
        .map_err(|error| format!("{name} cannot be read: {error}."))?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(format!("{name} is empty."));
    }
    if let Err(error) = std::str::from_utf8(&bytes) {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|it| **it == b'\n').count() + 1;
        return Err(format!(
            "{name} is no UTF-8 text: look at line {line}, and save it as UTF-8."
        ));
    }
    Ok(bytes)
}
