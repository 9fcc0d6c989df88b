//! A service whose answers take their time. It notes who asked for what.

use crate::{InFlight, Rng};
use stage::OnLane;
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::time::sleep;

/// Answers questions, each after its own delay.
///
/// Clones are the same service.
#[derive(Clone)]
pub struct Service {
    delays: Arc<BTreeMap<usize, Duration>>,
    failing: Arc<BTreeMap<usize, &'static str>>,
    /// What its lanes are called.
    name: &'static str,
    in_flight: InFlight,
}

impl Service {
    /// A service that knows these ids, each with the delay of its answer.
    pub fn new(delays: impl IntoIterator<Item = (usize, Duration)>) -> Self {
        let delays: Vec<_> = delays.into_iter().collect();
        let ids = delays.iter().map(|it| it.0);
        Self {
            in_flight: InFlight::new(ids, "ids", "asked for"),
            delays: Arc::new(delays.into_iter().collect()),
            failing: Arc::default(),
            name: "fetch",
        }
    }

    /// A service that knows these ids, each with the delay of its answer in
    /// milliseconds.
    pub fn in_millis(delays: impl IntoIterator<Item = (usize, u64)>) -> Self {
        let delays = delays.into_iter();
        Self::new(delays.map(|(id, it)| (id, Duration::from_millis(it))))
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

    /// The same service, before anybody has cloned it, but these ids fail, with
    /// these words: see [`Service::try_fetch`].
    pub fn failing(
        self,
        ids: impl IntoIterator<Item = (usize, &'static str)>,
    ) -> Self {
        Self { failing: Arc::new(ids.into_iter().collect()), ..self }
    }

    /// The same service, before it is cloned, but known by this name: pictures
    /// show its fetches as `far 2`, and not as `fetch 2`.
    pub fn named(self, name: &'static str) -> Self {
        let in_flight =
            InFlight::new(self.ids(), "ids", format!("asked {name} for"));
        Self { name, in_flight, ..self }
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
            panic!("the service was asked for id {id}, which does not exist")
        };
        let flight = async {
            let flight = self.in_flight.begin(id);
            sleep(delay).await;
            flight.end();
        };
        flight.on_lane(format!("{} {id}", self.name)).await;
    }

    /// The ids that it knows, in the order in which it was told them.
    pub fn ids(&self) -> Vec<usize> {
        self.in_flight.ids().to_vec()
    }

    /// What is known of its fetches.
    pub fn in_flight(&self) -> &InFlight {
        &self.in_flight
    }

    /// The ids in the order in which they were asked for.
    pub fn asked(&self) -> Vec<usize> {
        self.in_flight.begun()
    }

    /// The ids in the order in which they were answered, with success or without.
    pub fn answered(&self) -> Vec<usize> {
        self.in_flight.ended()
    }

    /// The ids whose fetch was dropped before its answer, in that order, each with
    /// the virtual time of its drop since the first fetch of all was asked for.
    /// Fetches that are still in flight when the observation is over are not among
    /// them.
    pub fn dropped(&self) -> Vec<(usize, Duration)> {
        self.in_flight.dropped()
    }

    /// The most fetches that were ever in flight together.
    pub fn peak(&self) -> usize {
        self.in_flight.peak()
    }

    /// The delay of one answer.
    ///
    /// # Panics
    ///
    /// If the service does not know `id`.
    pub fn delay(&self, id: usize) -> Duration {
        self.delays[&id]
    }

    /// The words of an id that fails.
    pub fn error(&self, id: usize) -> Option<&'static str> {
        self.failing.get(&id).copied()
    }

    /// The longest delay of all.
    pub fn slowest(&self) -> Duration {
        self.delays.values().max().copied().unwrap_or_default()
    }

    /// All delays together.
    pub fn total(&self) -> Duration {
        self.delays.values().sum()
    }
}
