//! misconception: a-list-will-do
//! Read it all and close it: then nothing can happen to the file any more.

use crate::File;
use std::iter::from_fn;

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let lines: Vec<_> = from_fn(|| file.read_line()).collect();
    file.close();
    lines.into_iter()
}
