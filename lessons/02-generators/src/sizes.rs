//! A paused function is a value, and a value has a size.

use crate::looping::odd_numbers;
use genawaiter::rc::Gen;
use stage::say;

/// Measures the body, which is on the heap, and the handle that the caller holds.
pub(crate) fn weigh() {
    let mut body_bytes = 0;
    let generator = Gen::new(|co| {
        let body = odd_numbers(co);
        body_bytes = size_of_val(&body);
        body
    });
    say!("the body, with all that it remembers: {body_bytes} bytes");
    say!("the handle: {} bytes", size_of_val(&generator));
}
