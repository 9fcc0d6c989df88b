//! misconception: nobody-asks-again
//! This code was tried only with a `for` loop, which never pulls past the end.

use crate::File;
use genawaiter::rc::{Co, Gen};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let open = Closing(file);
    let body = |co: Co<String>| async move {
        while let Some(line) = open.0.read_line() {
            co.yield_(line).await;
        }
    };
    Gen::new(body).into_iter()
}

struct Closing(File);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}
