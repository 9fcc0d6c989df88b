//! misconception: the-end-is-reached
//! Without a generator it is the same mistake: whoever leaves early never sees the
//! `None` at which it closes.

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
