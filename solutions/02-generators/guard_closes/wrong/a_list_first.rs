//! misconception: a-list-will-do
//! Reads everything and closes the file, so that nothing can happen to it later.

use crate::File;
use std::iter::from_fn;

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let lines: Vec<_> = from_fn(|| file.read_line()).collect();
    file.close();
    lines.into_iter()
}
