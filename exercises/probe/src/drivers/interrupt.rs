//! Ends a future from outside: it is dropped at some time, or its task is aborted.

use std::{future::Future, panic::resume_unwind, time::Duration};
use tokio::{
    task::{JoinError, spawn_local},
    time::{sleep, timeout},
};

/// What happens to a future before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interrupt {
    /// Nothing.
    Never,
    /// It is dropped after this time, where it was awaited.
    Drop(Duration),
    /// It has a task, which is aborted after this time. Then a destructor that
    /// panics is alone in its task: a panic beside another one would end the
    /// process.
    Abort(Duration),
}

impl Interrupt {
    /// Awaits `future` within an observation. The output is `None` if it was
    /// interrupted before it was done.
    ///
    /// # Panics
    ///
    /// If the future or one of its destructors does, with the same payload.
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

    /// How a future ends that takes two seconds, and when that is known.
    fn ended(interrupt: Interrupt) -> (End<Option<char>>, Duration) {
        let work = async {
            sleep(2 * SECOND).await;
            'a'
        };
        let observed = observe(interrupt.run(work));
        (observed.end, observed.took)
    }

    #[test]
    fn it_has_an_output_if_it_is_done_before() {
        assert_eq!(ended(Never), (End::Done(Some('a')), 2 * SECOND));
        assert_eq!(ended(Drop(3 * SECOND)), (End::Done(Some('a')), 2 * SECOND));
        assert_eq!(ended(Abort(3 * SECOND)), (End::Done(Some('a')), 3 * SECOND));
    }

    #[test]
    fn it_has_none_if_it_is_dropped_or_aborted() {
        assert_eq!(ended(Drop(SECOND)), (End::Done(None), SECOND));
        assert_eq!(ended(Abort(SECOND)), (End::Done(None), SECOND));
    }

    #[test]
    fn a_destructor_that_panics_is_told() {
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
