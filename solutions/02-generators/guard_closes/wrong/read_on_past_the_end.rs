//! misconception: nobody-asks-again
//! Checks its flag when it closes the file, but not when it reads.

use crate::File;

pub fn lines(file: File) -> impl Iterator<Item = String> {
    Lines { file, closed: false }
}

struct Lines {
    file: File,
    closed: bool,
}

impl Lines {
    fn close(&mut self) {
        if !self.closed {
            self.closed = true;
            self.file.close();
        }
    }
}

impl Iterator for Lines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let line = self.file.read_line();
        if line.is_none() {
            self.close();
        }
        line
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.close();
    }
}
