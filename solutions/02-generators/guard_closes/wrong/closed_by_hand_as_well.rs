//! misconception: guard-only-for-accidents
//! The guard is for callers that leave early. At the normal end, the body closes the
//! file itself.

use crate::File;
use genawaiter::rc::{Co, Gen};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let open = Closing(file);
    let body = |co: Co<String>| async move {
        while let Some(line) = open.0.read_line() {
            co.yield_(line).await;
        }
        open.0.close();
    };
    Gen::new(body).into_iter().fuse()
}

struct Closing(File);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}
