//! A closure lives as long as its iterator, so it has to drop the guard explicitly
//! when the lines end.

use crate::File;

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let mut open = Some(Closing(file));
    std::iter::from_fn(move || {
        let line = open.as_ref()?.0.read_line();
        if line.is_none() {
            open = None;
        }
        line
    })
}

struct Closing(File);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}
