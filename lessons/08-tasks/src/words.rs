//! Puts into words how a task ended.

use stage::panic_words;
use tokio::task::JoinError;

/// Describes what a handle returned.
pub(crate) fn in_words(end: Result<(), JoinError>) -> String {
    match end {
        Ok(()) => "Ok".to_owned(),
        Err(error) => match error.try_into_panic() {
            Ok(panic) => {
                let words = panic_words(&*panic).unwrap_or_default();
                format!("it panicked, {words:?}")
            }
            Err(_) => "it was aborted".to_owned(),
        },
    }
}
