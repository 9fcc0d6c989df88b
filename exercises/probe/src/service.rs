//! A service whose answers take their time. It notes who asked for what.

use crate::{Entered, Gauge, Rng, teardown};
use stage::OnLane;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    runtime::Handle,
    time::{Instant, sleep},
};

/// Answers questions, each after its own delay.
///
/// Clones are the same service.
#[derive(Clone)]
pub struct Service {
    delays: Arc<BTreeMap<usize, Duration>>,
    failing: Arc<BTreeMap<usize, &'static str>>,
    flights: Gauge,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    /// When the first fetch of all was asked for.
    start: Option<Instant>,
    asked: Vec<usize>,
    answered: Vec<usize>,
    dropped: Vec<(usize, Duration)>,
}

impl Service {
    /// A service that knows these ids, each with the delay of its answer.
    pub fn new(delays: impl IntoIterator<Item = (usize, Duration)>) -> Self {
        Self {
            delays: Arc::new(delays.into_iter().collect()),
            failing: Arc::default(),
            flights: Gauge::new(),
            seen: Arc::default(),
        }
    }

    /// A service that knows these ids, with delays drawn from `rng`: multiples of
    /// 10 ms from 0.1 s to 4 s, no two equal. (Sums of them may be: fetches in turn
    /// can end when another one does.)
    ///
    /// # Panics
    ///
    /// If there are more than 390 ids.
    pub fn drawn(rng: &mut Rng, ids: impl IntoIterator<Item = usize>) -> Self {
        let ids: Vec<_> = ids.into_iter().collect();
        let delays = rng.distinct(ids.len(), 10..400);
        let delays = delays.into_iter().map(|it| Duration::from_millis(10 * it));
        Self::new(ids.into_iter().zip(delays))
    }

    /// The same service, before anybody has cloned it, but these ids fail, with these
    /// words: see [`Service::try_fetch`].
    pub fn failing(
        self,
        ids: impl IntoIterator<Item = (usize, &'static str)>,
    ) -> Self {
        Self { failing: Arc::new(ids.into_iter().collect()), ..self }
    }

    /// Answers `id` after its delay.
    ///
    /// This is for services that never fail: it answers an id that is to fail, too.
    ///
    /// # Panics
    ///
    /// If the service does not know `id`.
    pub async fn fetch(&self, id: usize) -> String {
        self.fly(id).await;
        format!("answer {id}")
    }

    /// Answers `id` after its delay.
    ///
    /// # Errors
    ///
    /// The words of an id that fails, after the same delay.
    ///
    /// # Panics
    ///
    /// If the service does not know `id`.
    pub async fn try_fetch(&self, id: usize) -> Result<String, String> {
        self.fly(id).await;
        match self.failing.get(&id) {
            Some(words) => Err((*words).to_owned()),
            None => Ok(format!("answer {id}")),
        }
    }

    async fn fly(&self, id: usize) {
        let Some(&delay) = self.delays.get(&id) else {
            panic!("the service was asked for {id}, which it does not know")
        };
        let flight = async {
            let flight = Flight::begin(self, id);
            sleep(delay).await;
            flight.land();
        };
        flight.on_lane(format!("fetch {id}")).await;
    }

    /// The ids in the order in which they were asked for.
    pub fn asked(&self) -> Vec<usize> {
        self.seen().asked.clone()
    }

    /// The ids in the order in which they were answered, with success or without.
    pub fn answered(&self) -> Vec<usize> {
        self.seen().answered.clone()
    }

    /// The ids whose fetch was dropped before its answer, in that order, each with the
    /// virtual time of its drop since the first fetch of all was asked for. Fetches
    /// that are still in flight when the observation is over are not among them.
    pub fn dropped(&self) -> Vec<(usize, Duration)> {
        self.seen().dropped.clone()
    }

    /// The most fetches that were ever in flight together.
    pub fn peak(&self) -> usize {
        self.flights.peak()
    }

    /// The delay of one answer.
    ///
    /// # Panics
    ///
    /// If the service does not know `id`.
    pub fn delay(&self, id: usize) -> Duration {
        self.delays[&id]
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
struct Flight<'a> {
    service: &'a Service,
    id: usize,
    answered: bool,
    _entered: Entered,
}

impl<'a> Flight<'a> {
    fn begin(service: &'a Service, id: usize) -> Self {
        let mut seen = service.seen();
        seen.start.get_or_insert_with(Instant::now);
        seen.asked.push(id);
        let _entered = service.flights.enter();
        Self { service, id, answered: false, _entered }
    }

    fn land(mut self) {
        self.answered = true;
        self.service.seen().answered.push(self.id);
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        // Outside of a runtime nobody knows the virtual time.
        let observed = Handle::try_current().is_ok() && !teardown::is_over();
        if !self.answered && observed {
            let mut seen = self.service.seen();
            let at = seen.start.map_or(Duration::ZERO, |it| it.elapsed());
            seen.dropped.push((self.id, at));
        }
    }
}
