//! Panics that a story shows on purpose.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
};

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
    let words = panic_words(&*panic);
    Some(words.unwrap_or_else(|| "a panic without a message".to_owned()))
}

/// What a caught panic was called with, if that is text, as it nearly always is.
pub fn panic_words(panic: &(dyn Any + Send)) -> Option<String> {
    let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    words.or_else(|| panic.downcast_ref::<String>().cloned())
}
