//! A service whose answers take time. It records what was asked for.

use crate::{InFlight, Rng};
use stage::OnLane;
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::time::sleep;

/// Answers requests by id, each after its own delay in virtual time.
///
/// Clones refer to the same service.
#[derive(Clone)]
pub struct Service {
    delays: Arc<BTreeMap<usize, Duration>>,
    failing: Arc<BTreeMap<usize, &'static str>>,
    /// The name of the service's lanes.
    name: &'static str,
    in_flight: InFlight,
}

impl Service {
    /// A service for these ids, each with the delay of its answer.
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

    /// A service for these ids, each with the delay of its answer in milliseconds.
    pub fn in_millis(delays: impl IntoIterator<Item = (usize, u64)>) -> Self {
        let delays = delays.into_iter();
        Self::new(delays.map(|(id, it)| (id, Duration::from_millis(it))))
    }

    /// A service for these ids, with delays drawn from `rng`: different multiples of
    /// 10 ms, from 0.1 s up to but not including 4 s. Sums of delays may be equal, so
    /// fetches in sequence can end at the same time as another fetch.
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

    /// Makes fetches of these ids fail with these messages: see [`Service::try_fetch`].
    /// Call this before cloning the service.
    pub fn failing(
        self,
        ids: impl IntoIterator<Item = (usize, &'static str)>,
    ) -> Self {
        Self { failing: Arc::new(ids.into_iter().collect()), ..self }
    }

    /// Sets the name of the service's lanes: with the name `far`, pictures show `far 2`
    /// instead of `fetch 2`. Call this before cloning the service.
    pub fn named(self, name: &'static str) -> Self {
        let in_flight =
            InFlight::new(self.ids(), "ids", format!("asked {name} for"));
        Self { name, in_flight, ..self }
    }

    /// Answers `id` after its delay.
    ///
    /// This never fails, even for an id for which [`Service::try_fetch`] fails.
    ///
    /// # Panics
    ///
    /// If the service does not have `id`.
    pub fn fetch(&self, id: usize) -> impl Future<Output = String> {
        let made = self.in_flight.made(id);
        async move {
            made.polled();
            self.fly(id).await;
            format!("answer {id}")
        }
    }

    /// Answers `id` after its delay.
    ///
    /// # Errors
    ///
    /// The error message, after the same delay, for an id that fails.
    ///
    /// # Panics
    ///
    /// If the service does not have `id`.
    pub fn try_fetch(
        &self,
        id: usize,
    ) -> impl Future<Output = Result<String, String>> {
        let made = self.in_flight.made(id);
        async move {
            made.polled();
            self.fly(id).await;
            match self.failing.get(&id) {
                Some(words) => Err((*words).to_owned()),
                None => Ok(format!("answer {id}")),
            }
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

    /// The service's ids, in the order in which they were given to the constructor.
    pub fn ids(&self) -> Vec<usize> {
        self.in_flight.ids().to_vec()
    }

    /// The record of its fetches.
    pub fn in_flight(&self) -> &InFlight {
        &self.in_flight
    }

    /// The ids in the order in which they were asked for.
    pub fn asked(&self) -> Vec<usize> {
        self.in_flight.begun()
    }

    /// The ids in the order in which they were answered, successfully or not.
    pub fn answered(&self) -> Vec<usize> {
        self.in_flight.ended()
    }

    /// The ids whose fetch was dropped before its answer, in order, each with the virtual
    /// time of its drop, measured from the first fetch. Fetches that are still in flight at
    /// the end of the observation are not included.
    pub fn dropped(&self) -> Vec<(usize, Duration)> {
        self.in_flight.dropped()
    }

    /// The largest number of fetches in flight at the same time so far.
    pub fn peak(&self) -> usize {
        self.in_flight.peak()
    }

    /// The delay of the answer to `id`.
    ///
    /// # Panics
    ///
    /// If the service does not have `id`.
    pub fn delay(&self, id: usize) -> Duration {
        self.delays[&id]
    }

    /// The error message for an id that fails; `None` for other ids.
    pub fn error(&self, id: usize) -> Option<&'static str> {
        self.failing.get(&id).copied()
    }

    /// The longest delay; zero if there are no ids.
    pub fn slowest(&self) -> Duration {
        self.delays.values().max().copied().unwrap_or_default()
    }

    /// The sum of all delays.
    pub fn total(&self) -> Duration {
        self.delays.values().sum()
    }
}
