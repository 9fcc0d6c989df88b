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
        Fetches(Service::in_millis([(4, 600_000)])),
    ];
    Attempts::new(fixed)
        .large(Fetches::many())
        .drawn(|rng| [Fetches::drawn(rng)])
        .empty(Fetches(Service::in_millis([])), "empty-needs-no-thought")
        .limit_polls()
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
    /// Different delays, in no particular order. The last answer is the slowest, so an
    /// attempt that pauses between fetches is late.
    fn many() -> Self {
        let delay =
            |it| 97 * if it == MANY - 1 { 90 } else { 1 + 11 * it as u64 % 89 };
        Self(Service::in_millis((0..MANY).map(|it| (7 * it % 100, delay(it)))))
    }

    /// All delays differ, and a polling loop is unlikely to check at exactly such a
    /// time.
    fn drawn(rng: &mut Rng) -> Self {
        let count = rng.range(5..9) as usize;
        let delays = rng.distinct(count, 1..90).into_iter().map(|it| 97 * it);
        Self(Service::in_millis(rng.ids(count).into_iter().zip(delays)))
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
