//! misconception: the-end-is-reached
//! The same mistake without a generator: a caller that leaves early never gets the
//! `None` that closes the file.

use crate::File;

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let line = file.read_line();
        if line.is_none() {
            ended = true;
            file.close();
        }
        line
    })
}
