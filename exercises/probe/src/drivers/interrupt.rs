//! Cancels a future from the outside: by dropping it, or by aborting its task.

use std::{future::Future, panic::resume_unwind, time::Duration};
use tokio::{
    task::{JoinError, spawn_local},
    time::{sleep, timeout},
};

/// How a future is canceled before it finishes. Times are virtual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interrupt {
    /// Not at all.
    Never,
    /// After this time, the future is dropped in the task that awaits it.
    Drop(Duration),
    /// The future is spawned as a task, which is aborted after this time. Use this if a
    /// destructor may panic: two panics at once would abort the process, but in a
    /// separate task, this can't happen.
    Abort(Duration),
}

impl Interrupt {
    /// Awaits `future` within an observation. Returns `None` if it was canceled before it
    /// finished.
    ///
    /// # Panics
    ///
    /// If the future or one of its destructors panics, with the same payload.
    pub async fn run<F>(self, future: F) -> Option<F::Output>
    where
        F: Future<Output: 'static> + 'static,
    {
        let at = match self {
            Self::Never => return Some(future.await),
            Self::Drop(at) => return timeout(at, future).await.ok(),
            Self::Abort(at) => at,
        };
        let task = spawn_local(future);
        sleep(at).await;
        task.abort();
        match task.await.map_err(JoinError::try_into_panic) {
            Ok(output) => Some(output),
            Err(Ok(panic)) => resume_unwind(panic),
            Err(Err(_aborted)) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Interrupt::{self, Abort, Drop, Never};
    use crate::{End, observe};
    use std::time::Duration;
    use tokio::time::sleep;

    const SECOND: Duration = Duration::from_secs(1);

    /// Interrupts a future that takes two seconds. Returns how it ended, and when.
    fn ended(interrupt: Interrupt) -> (End<Option<char>>, Duration) {
        let work = async {
            sleep(2 * SECOND).await;
            'a'
        };
        let observed = observe(interrupt.run(work));
        (observed.end, observed.took)
    }

    #[test]
    fn a_future_that_finishes_first_has_an_output() {
        assert_eq!(ended(Never), (End::Done(Some('a')), 2 * SECOND));
        assert_eq!(ended(Drop(3 * SECOND)), (End::Done(Some('a')), 2 * SECOND));
        assert_eq!(ended(Abort(3 * SECOND)), (End::Done(Some('a')), 3 * SECOND));
    }

    #[test]
    fn a_dropped_or_aborted_future_has_no_output() {
        assert_eq!(ended(Drop(SECOND)), (End::Done(None), SECOND));
        assert_eq!(ended(Abort(SECOND)), (End::Done(None), SECOND));
    }

    #[test]
    fn a_panic_of_a_destructor_is_passed_on() {
        struct Bomb;
        impl std::ops::Drop for Bomb {
            fn drop(&mut self) {
                std::panic::resume_unwind(Box::new("on purpose"));
            }
        }
        for interrupt in [Drop(SECOND), Abort(SECOND)] {
            let observed = observe(interrupt.run(async {
                let _bomb = Bomb;
                sleep(2 * SECOND).await;
            }));
            assert_eq!(observed.end, End::Panicked("on purpose".into()));
        }
    }
}
