//! Fetches overlap, and their answers keep the order of the ids.
//!
//! The sum of several delays never equals the longest of them, so the total time
//! reveals the cause.

#[path = "../ordered_fetch.rs"]
mod ordered_fetch;

use probe::{Attempt, Attempts, Case, InFlight, Rng, Service};

#[test]
fn the_call_takes_as_long_as_the_slowest_answer() {
    for it in attempts() {
        it.takes(it.case.0.slowest(), "the slowest answer");
    }
}

#[test]
fn all_ids_are_in_flight_together() {
    for it in attempts() {
        it.asks_for_all_at_once();
    }
}

#[test]
fn the_answers_are_in_the_order_of_the_ids() {
    for it in attempts() {
        it.keeps_order(|ids| ids.iter().map(|id| format!("answer {id}")).collect());
    }
}

fn attempts() -> impl Iterator<Item = Attempt<Fetches>> {
    // In the first case, the order asked for, its reverse, the sorted order, and the
    // order of the delays all differ.
    let fixed = [
        Fetches(Service::in_millis([(5, 400), (2, 200), (9, 100), (7, 300)])),
        Fetches(Service::in_millis([(4, 700)])),
    ];
    Attempts::new(fixed)
        .drawn(|rng| {
            let few = rng.range(5..9) as usize;
            [Fetches::drawn(rng, few, 0)]
        })
        .large(|rng| Fetches::drawn(rng, MANY, MANY - 1))
        .empty(Fetches(Service::in_millis([])), "empty-needs-no-thought")
        .run(|Fetches(service)| {
            let ids = service.ids();
            ordered_fetch::fetch_all(service, ids)
        })
}

/// More fetches than any limit that an attempt might mistake for "no limit".
const MANY: usize = 50;

/// What to fetch. The service keeps the ids in the order of the call.
#[derive(Clone)]
struct Fetches(Service);

impl Fetches {
    /// No two delays are equal, a polling loop is unlikely to look at exactly such a
    /// time, and the answer at `place` comes last. If that is the last place, an
    /// attempt that pauses between fetches is late.
    fn drawn(rng: &mut Rng, count: usize, place: usize) -> Self {
        let ids = rng.ids(count).into_iter();
        let mut delays = rng.distinct(count, 1..90);
        let slowest =
            (0..count).max_by_key(|&it| delays[it]).expect("count is not 0");
        delays.swap(place, slowest);
        Self(Service::in_millis(ids.zip(delays.into_iter().map(|it| 97 * it))))
    }
}

impl Case for Fetches {
    type Output = Vec<String>;

    fn given(&self) -> String {
        match self.0.ids() {
            many if many.len() == MANY => format!("{MANY} ids"),
            ids => format!("ids {ids:?}"),
        }
    }

    fn in_flight(&self) -> Option<&InFlight> {
        Some(self.0.in_flight())
    }
}
