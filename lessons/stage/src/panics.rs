//! Panics that a story shows on purpose.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

/// Runs `body` and gives the message with which it panics, without its being printed;
/// `None` if it does not panic.
///
/// Other threads' panics are not printed either as long as `body` runs.
pub fn panic_message<T>(body: impl FnOnce() -> T) -> Option<String> {
    let hook = take_hook();
    set_hook(Box::new(|_| ()));
    let result = catch_unwind(AssertUnwindSafe(body));
    set_hook(hook);
    let panic = result.err()?;
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    Some(text.unwrap_or_else(|| "a panic without words".to_owned()))
}
