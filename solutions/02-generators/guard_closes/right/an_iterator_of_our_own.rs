//! The file is in the `Option` as long as it's open. Taking it out closes it.

use crate::File;

pub fn lines(file: File) -> impl Iterator<Item = String> {
    Lines { file: Some(file) }
}

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
        let line = self.file.as_ref()?.read_line();
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
