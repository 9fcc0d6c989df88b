//! tests-failed: pull 1 returns Some("line 0:
//! A line is more than its words: this one loses its spaces and its capitals.

use crate::File;
use genawaiter::rc::{Co, Gen};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let open = Closing(file);
    let body = |co: Co<String>| async move {
        let open = open;
        while let Some(line) = open.0.read_line() {
            co.yield_(line.trim().to_lowercase()).await;
        }
    };
    Gen::new(body).into_iter().fuse()
}

struct Closing(File);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}
