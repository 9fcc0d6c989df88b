//! The guard is made before the body and moved into it, so it shares its fate.
//!
//! A body that ends drops what it holds, one that is dropped halfway does too, and
//! one that was never pulled holds the guard all the same. So there is one place
//! that closes, and every way out leads past it. `fuse` sees to those who pull past
//! the end: there the body must not be resumed.

use crate::File;
use genawaiter::rc::{Co, Gen};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let open = Closing(file);
    let body = |co: Co<String>| async move {
        while let Some(line) = open.0.read_line() {
            co.yield_(line).await;
        }
    };
    Gen::new(body).into_iter().fuse()
}

/// A file that is closed when this is dropped.
struct Closing(File);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}
