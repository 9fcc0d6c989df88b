//! A service whose answers take their time. It notes who asked for what.

use stage::OnLane;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::sleep;

/// Answers questions, each after its own delay.
///
/// Clones are the same service.
#[derive(Clone)]
pub struct Service {
    delays: Arc<BTreeMap<usize, Duration>>,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    asked: Vec<usize>,
    answered: Vec<usize>,
    in_flight: usize,
    peak: usize,
}

impl Service {
    /// A service that knows these ids, each with the delay of its answer.
    pub fn new(delays: impl IntoIterator<Item = (usize, Duration)>) -> Self {
        Self { delays: Arc::new(delays.into_iter().collect()), seen: Arc::default() }
    }

    /// Answers `id` after its delay.
    ///
    /// # Panics
    ///
    /// If the service does not know `id`.
    pub async fn fetch(&self, id: usize) -> String {
        let Some(&delay) = self.delays.get(&id) else {
            panic!("the service was asked for {id}, which it does not know")
        };
        let answer = async {
            let _flight = Flight::begin(self, id);
            sleep(delay).await;
            self.seen().answered.push(id);
            format!("answer {id}")
        };
        answer.on_lane(format!("fetch {id}")).await
    }

    /// The ids in the order in which they were asked for.
    pub fn asked(&self) -> Vec<usize> {
        self.seen().asked.clone()
    }

    /// The ids in the order in which they were answered.
    pub fn answered(&self) -> Vec<usize> {
        self.seen().answered.clone()
    }

    /// The most fetches that were ever in flight together.
    pub fn peak(&self) -> usize {
        self.seen().peak
    }

    /// The longest delay of all.
    pub fn slowest(&self) -> Duration {
        self.delays.values().max().copied().unwrap_or_default()
    }

    /// All delays together.
    pub fn total(&self) -> Duration {
        self.delays.values().sum()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A fetch in flight. One that is dropped halfway has landed, too.
struct Flight<'a>(&'a Service);

impl<'a> Flight<'a> {
    fn begin(service: &'a Service, id: usize) -> Self {
        let mut seen = service.seen();
        seen.asked.push(id);
        seen.in_flight += 1;
        seen.peak = seen.peak.max(seen.in_flight);
        Self(service)
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        self.0.seen().in_flight -= 1;
    }
}
