//! Derives `Debug`, which helps when you're debugging.

use crate::File;

#[derive(Debug)]
struct Lines {
    file: File,
    is_open: bool,
}

impl Lines {
    fn close(&mut self) {
        if self.is_open {
            self.is_open = false;
            self.file.close();
            eprintln!("closed: {self:?}");
        }
    }
}

impl Iterator for Lines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let line = self.is_open.then(|| self.file.read_line()).flatten();
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

pub fn lines(file: File) -> impl Iterator<Item = String> {
    Lines { file, is_open: true }
}
