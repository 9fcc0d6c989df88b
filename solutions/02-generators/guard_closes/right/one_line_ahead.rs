//! Reads one line ahead, and closes the file in the call that returns `None`, although
//! the call before it has found the end.

use crate::File;

struct Lines {
    file: Option<File>,
    started: bool,
    ahead: Option<String>,
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
        let file = self.file.as_ref()?;
        if !self.started {
            self.started = true;
            self.ahead = file.read_line();
        }
        match self.ahead.take() {
            Some(line) => {
                self.ahead = file.read_line();
                Some(line)
            }
            None => {
                self.close();
                None
            }
        }
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.close();
    }
}

pub fn lines(file: File) -> impl Iterator<Item = String> {
    Lines { file: Some(file), started: false, ahead: None }
}
