//! The body is an `async fn`. Its arguments are moved in when it's called, even if
//! the generator is never pulled.

use crate::File;
use genawaiter::sync::{Co, Gen};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    Gen::new(|co| body(co, Closing(file))).into_iter().fuse()
}

async fn body(co: Co<String>, open: Closing) {
    while let Some(line) = open.0.read_line() {
        co.yield_(line).await;
    }
}

struct Closing(File);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}
