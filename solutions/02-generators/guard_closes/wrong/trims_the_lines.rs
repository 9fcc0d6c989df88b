//! tests-failed: pull 1 returns Some("
//! Other functions that read lines leave a line break at the end of each.

use crate::File;
use genawaiter::rc::{Co, Gen};

struct Guard(File);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.close();
    }
}

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let guard = Guard(file);
    let body = move |co: Co<String>| async move {
        let guard = guard;
        while let Some(line) = guard.0.read_line() {
            co.yield_(line.trim_end().to_string()).await;
        }
    };
    Gen::new(body).into_iter().fuse()
}
