//! The closure runs when the generator is made, and the `async` block inside it runs
//! when the generator is pulled. The guard is made in the closure and moved into the
//! block.

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
