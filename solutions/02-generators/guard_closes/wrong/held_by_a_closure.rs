//! misconception: drop-is-soon-enough
//! A guard is moved into a closure: that's short, and closes the file exactly once.
//! But the closure lives as long as its iterator.

use crate::File;

pub fn lines(file: File) -> impl Iterator<Item = String> {
    let open = Closing(file);
    std::iter::from_fn(move || open.0.read_line())
}

struct Closing(File);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}
