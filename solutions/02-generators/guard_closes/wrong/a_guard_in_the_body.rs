//! misconception: never-pulled-holds-nothing
//! The guard looks like the one in the lesson. But the body in the lesson wasn't
//! given anything.

use crate::File;
use genawaiter::rc::{Co, Gen};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let body = |co: Co<String>| async move {
        let open = Closing(file);
        while let Some(line) = open.0.read_line() {
            co.yield_(line).await;
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
