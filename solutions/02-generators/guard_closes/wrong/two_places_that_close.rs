//! misconception: guard-only-for-accidents
//! The end of the file closes it, the drop closes it, too, and neither knows about
//! the other.

use crate::File;

pub fn lines(file: File) -> impl Iterator<Item = String> {
    Lines { file }.fuse()
}

struct Lines {
    file: File,
}

impl Iterator for Lines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let line = self.file.read_line();
        if line.is_none() {
            self.file.close();
        }
        line
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.file.close();
    }
}
