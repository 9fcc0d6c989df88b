//! misconception: the-end-is-reached
//! Open, read, close: the three steps are in order.

use crate::File;
use genawaiter::rc::{Co, Gen};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let body = |co: Co<String>| async move {
        while let Some(line) = file.read_line() {
            co.yield_(line).await;
        }
        file.close();
    };
    Gen::new(body).into_iter().fuse()
}
