//! # Closed, whatever happens                                 build, 15 minutes
//!
//! Hand out the lines of a file, one at each pull, and close the file exactly once:
//! in the pull that finds its end, or else when the generator is dropped, be it
//! after two lines or before the first pull. Pulled past its end, it answers `None`
//! again.
//!
//! Given: `file.read_line()` is the next line, or `None` if there is none left.
//! `file.close()` closes the file, and nothing else does: to drop a `File` leaves it
//! open.
//! Judged by what the file notes, for any number of pulls: that it is closed once,
//! and not too late; that nobody reads it after that; and that it is read while it
//! is pulled, neither before that nor all at once. No generator is asked for, only
//! an iterator.
//! Taught in lessons/02-generators, "One value at a time".

use crate::File;
use genawaiter::rc::{Co, Gen};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    // TODO: yield the lines, and see to it that the file is closed.
    let body = |co: Co<String>| async move {
        todo!("the first line is {:?}", file.read_line());
    };
    Gen::new(body).into_iter()
}
