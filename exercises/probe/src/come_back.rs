//! A scenario on a thread of its own: of one that never comes back, the check can say so.
//!
//! For attempts that block or spin within a call, where no poll returns and no virtual
//! clock moves. The waiting is on the failing side only.

use crate::{is_todo, panic_words, reject};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        atomic::{AtomicBool, Ordering::SeqCst},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

/// Why a scenario has no result.
#[derive(Debug, PartialEq, Eq)]
pub enum Gone {
    /// It panicked, with these words.
    Panicked(String),
    /// It does not come back.
    Away,
}

impl Gone {
    /// Fails the check; `away` is what is said of one that does not come back.
    ///
    /// # Panics
    ///
    /// Always: that is how a check fails.
    #[track_caller]
    pub fn reject(self, away: &str) -> ! {
        match self {
            Self::Panicked(words) if is_todo(&words) => {
                reject(None, "there is still a `todo!()` in it")
            }
            Self::Panicked(words) => reject(None, format!("it panicked: {words}")),
            Self::Away => reject(None, away),
        }
    }
}

/// Plays a scenario on a thread of its own, and waits three seconds at most.
///
/// # Errors
///
/// [`Gone`], if it panics or is not back by then. Its thread is left where it is.
pub fn come_back<T: Send + 'static>(
    scenario: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Gone> {
    come_back_within(Duration::from_secs(3), scenario)
}

/// The same, with another patience: for much work, on a slow machine.
///
/// # Errors
///
/// [`Gone`], if it panics or is not back by then. Its thread is left where it is.
pub fn come_back_within<T: Send + 'static>(
    patience: Duration,
    scenario: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Gone> {
    /// Somebody did not come back, so the attempt is rejected already.
    static AWAY: AtomicBool = AtomicBool::new(false);
    let patience = match AWAY.load(SeqCst) {
        true => patience.min(Duration::from_millis(300)),
        false => patience,
    };
    let (sender, outcome) = mpsc::channel();
    thread::spawn(move || {
        let outcome = catch_unwind(AssertUnwindSafe(scenario)).map_err(|payload| {
            let words = panic_words(&*payload);
            Gone::Panicked(words.unwrap_or_default())
        });
        // Who waits no more has rejected it.
        sender.send(outcome).ok();
    });
    match outcome.recv_timeout(patience) {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => {
            AWAY.store(true, SeqCst);
            Err(Gone::Away)
        }
        Err(RecvTimeoutError::Disconnected) => {
            Err(Gone::Panicked("its thread has ended".to_owned()))
        }
    }
}
