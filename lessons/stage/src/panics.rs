//! Catches panics that a story causes on purpose.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
};

/// Runs `body` and returns the message of its panic, or `None` if it does not panic.
///
/// The message is not printed. While `body` runs, panics of other threads are not
/// printed either.
pub fn panic_message<T>(body: impl FnOnce() -> T) -> Option<String> {
    let hook = take_hook();
    set_hook(Box::new(|_| ()));
    let result = catch_unwind(AssertUnwindSafe(body));
    set_hook(hook);
    let panic = result.err()?;
    let message = panic_words(&*panic);
    Some(message.unwrap_or_else(|| "a panic without a message".to_owned()))
}

/// Returns the message of a caught panic, or `None` if its payload is not a string.
pub fn panic_words(panic: &(dyn Any + Send)) -> Option<String> {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
}
