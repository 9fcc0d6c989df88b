//! The body closes the file at its end, and the wrapper closes it when it's dropped.
//! A shared flag makes sure that only the first one does.

use crate::File;
use genawaiter::rc::{Co, Gen};
use std::{cell::Cell, rc::Rc};

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let file = Rc::new(Once { file, closed: Cell::new(false) });
    let lent = Rc::clone(&file);
    let body = |co: Co<String>| async move {
        while let Some(line) = lent.file.read_line() {
            co.yield_(line).await;
        }
        lent.close();
    };
    Lines { inner: Gen::new(body).into_iter().fuse(), file }
}

struct Once {
    file: File,
    closed: Cell<bool>,
}

impl Once {
    fn close(&self) {
        if !self.closed.replace(true) {
            self.file.close();
        }
    }
}

struct Lines<I> {
    inner: I,
    file: Rc<Once>,
}

impl<I: Iterator<Item = String>> Iterator for Lines<I> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.inner.next()
    }
}

impl<I> Drop for Lines<I> {
    fn drop(&mut self) {
        self.file.close();
    }
}
