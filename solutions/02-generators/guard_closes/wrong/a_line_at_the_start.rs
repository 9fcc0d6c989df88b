//! tests-failed: no pulls, then the drop: it reads once before the drop
//! The first line is read when the iterator is made, before `next` is called.

use crate::File;

struct Lines {
    file: Option<File>,
    next: Option<String>,
}

impl Lines {
    fn of(file: File) -> Self {
        let next = file.read_line();
        let mut lines = Self { file: Some(file), next };
        if lines.next.is_none() {
            lines.close();
        }
        lines
    }

    fn close(&mut self) {
        if let Some(file) = self.file.take() {
            file.close();
        }
    }
}

impl Iterator for Lines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let line = self.next.take()?;
        self.next = self.file.as_ref().and_then(File::read_line);
        if self.next.is_none() {
            self.close();
        }
        Some(line)
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.close();
    }
}

pub fn lines(file: File) -> impl Iterator<Item = String> {
    Lines::of(file)
}
