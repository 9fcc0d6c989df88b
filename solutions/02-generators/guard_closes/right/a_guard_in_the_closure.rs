//! The closure runs when the generator is made, the `async` block in it when it is
//! pulled: the guard is made in the one and moved into the other.

use crate::File;
use genawaiter::rc::{Co, Gen};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let body = |co: Co<String>| {
        let open = Closing(file);
        async move {
            while let Some(line) = open.0.read_line() {
                co.yield_(line).await;
            }
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
