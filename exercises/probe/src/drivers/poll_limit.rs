//! Limits how often a future is polled.

use std::{future::poll_fn, pin::pin};
use tokio::time::Instant;

/// The details of a future that was polled too often.
#[derive(Clone, Copy, Debug)]
pub struct TooOften {
    /// When it was first polled.
    pub since: Instant,
    /// When it was polled one time more than allowed.
    pub until: Instant,
}

impl TooOften {
    /// The misconception that explains it: if no time passes between the polls, the
    /// future keeps waking its own task. Otherwise, it checks from time to time.
    pub fn misconception(&self) -> &'static str {
        match self.since == self.until {
            true => "waking-myself-is-waiting",
            false => "now-and-then-is-waiting",
        }
    }
}

/// Polls `future` at most `limit` times.
///
/// # Errors
///
/// [`TooOften`] if it is still pending after that.
pub async fn poll_limit<F: Future>(
    limit: usize,
    future: F,
) -> Result<F::Output, TooOften> {
    let (mut future, mut since, mut polls) = (pin!(future), None, 0);
    poll_fn(|context| {
        let until = Instant::now();
        let since = *since.get_or_insert(until);
        if polls == limit {
            return std::task::Poll::Ready(Err(TooOften { since, until }));
        }
        polls += 1;
        future.as_mut().poll(context).map(Ok)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::poll_limit;
    use crate::observe;
    use std::time::Duration;
    use tokio::{task::yield_now, time::sleep};

    #[test]
    fn a_future_is_polled_up_to_its_limit_and_not_once_more() {
        let yields = |times| async move {
            for _ in 0..times {
                yield_now().await;
            }
        };
        let observed = observe(async move {
            let within = poll_limit(4, yields(3)).await.is_ok();
            let beyond = poll_limit(4, yields(4)).await.err();
            (within, beyond.map(|it| it.misconception()))
        });
        let expected = (true, Some("waking-myself-is-waiting"));
        assert_eq!(*observed.output(None), expected);
    }

    #[test]
    fn looks_with_time_between_them_are_told_from_a_busy_loop() {
        let observed = observe(async {
            let looks = async {
                for _ in 0..10 {
                    sleep(Duration::from_millis(1)).await;
                }
            };
            poll_limit(4, looks).await.err().map(|it| it.misconception())
        });
        assert_eq!(*observed.output(None), Some("now-and-then-is-waiting"));
    }
}
