//! # Closed, whatever happens
//!
//! **build, 15 minutes**
//!
//! Write an iterator that yields the lines of a file, one line per call to `next`.
//! It must close the file exactly once: by the time `next` first returns `None`, or
//! when the iterator is dropped before that, even if `next` was never called. After
//! the end, `next` returns `None` every time.
//!
//! **Given:**
//!
//! ```text
//! impl File {
//!     fn read_line(&self) -> Option<String>;  // None at the end of the file
//!     fn close(&self);                        // dropping a File does not close it
//! }
//! ```
//!
//! **Judged:** for any number of calls, from none to past the end:
//!
//! - every line is yielded, in order and unchanged
//! - the file is closed exactly once, at the right moment, and isn't read after that
//! - the file isn't read before the first call or during the drop, and after `n`
//!   calls, at most `n + 2` lines have been read
//!
//! Any iterator will do, generator or not.
//!
//! **Taught in:** lessons/02-generators, "One value at a time".

use crate::File;
use genawaiter::rc::{Co, Gen};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    // TODO: yield the lines, and close the file exactly once.
    let body = |co: Co<String>| async move {
        todo!("the first line is {:?}", file.read_line());
    };
    Gen::new(body).into_iter()
}
