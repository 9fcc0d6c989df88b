//! tests-failed: pull 2 returns None, not Some("")
//! In other languages, an empty string is the end of a file.

use crate::File;

struct Lines {
    file: Option<File>,
}

impl Lines {
    fn close(&mut self) {
        if let Some(file) = self.file.take() {
            file.close();
        }
    }
}

impl Iterator for Lines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let line = self.file.as_ref()?.read_line().unwrap_or_default();
        if line.is_empty() {
            self.close();
            return None;
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
    Lines { file: Some(file) }
}
