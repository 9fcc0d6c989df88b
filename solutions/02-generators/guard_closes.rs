//! The guard is made before the body and moved into it, so it's dropped with the
//! body.
//!
//! A body that reaches its end drops what it holds. So does a body that is dropped
//! halfway, and even a body that was never pulled holds the guard. So one place
//! closes the file, no matter how the generator ends. `fuse` handles pulls past the
//! end, because the body must not be resumed then.

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
