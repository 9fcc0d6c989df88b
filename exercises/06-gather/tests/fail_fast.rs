//! The first error ends everything immediately. Without an error, all answers are
//! returned in order.
//!
//! In the first case with errors, attempts that wait for all answers, wait in the order
//! of the ids, or fetch one by one return at different times.

#[path = "../fail_fast.rs"]
mod fail_fast;

use probe::{Attempt, Attempts, Case, InFlight, Rng, Service, ensure, time, words};
use std::time::Duration;

#[test]
fn the_first_error_is_returned_when_it_happens() {
    for it in failing() {
        let (took, output, service) = (it.took, it.output(), &it.case.0);
        let (_, at, error) = it.case.first_error();
        let (all, together) = (service.ids().len(), service.peak());
        let delays: Vec<_> = it.case.up_to_an_error().collect();
        let in_order = delays.iter().max() == Some(&took);
        let misconception = match took {
            // If an attempt ignores the error, lateness is not its problem.
            _ if output.is_ok() => None,
            _ if it.case.waits_for_all(output, took) => {
                Some("join-stops-at-an-error")
            }
            // It fetches everything at once, and then checks the answers in order.
            _ if in_order && together == all => Some("first-error-by-place"),
            _ if together == 1 && took == delays.iter().sum() => {
                Some("awaits-in-sequence")
            }
            _ => None,
        };
        ensure!(
            it,
            took == at && *output == Err(error.to_owned()),
            misconception,
            "it returned {output:?} after {}; the first error is {error:?}, \
             after {}",
            time(took),
            time(at)
        );
    }
}

#[test]
fn the_first_error_ends_the_other_fetches() {
    for it in failing() {
        let (service, has_failed) = (&it.case.0, it.output().is_err());
        let (first, at, _) = it.case.first_error();
        // An attempt that stops some of its tasks knows that they don't end on their own.
        let stops_none = has_failed && service.dropped().is_empty();
        it.leaves_no_tasks(stops_none.then_some("tasks-end-with-their-starter"));
        let asked = service.asked().contains(&first);
        ensure!(it, asked, None, "it never fetched {first}, which fails");
        let mut unanswered = service.ids();
        unanswered.retain(|id| service.delay(*id) > at);
        let waits = stops_none && it.case.waits_for_all(it.output(), it.took);
        it.drops(unanswered, at, waits.then_some("join-stops-at-an-error"));
    }
}

#[test]
fn all_ids_are_in_flight_together() {
    for it in failing().chain(well()) {
        it.asks_for_all_at_once();
    }
}

#[test]
fn the_answers_come_in_order_if_nothing_fails() {
    for it in well() {
        it.keeps_order(|ids| {
            Ok(ids.iter().map(|id| format!("answer {id}")).collect())
        });
        it.takes(it.case.0.slowest(), "the slowest answer");
        it.leaves_no_tasks(None);
    }
}

/// Attempts at cases with errors.
fn failing() -> impl Iterator<Item = Attempt<Fetches>> {
    // In the first case, the earliest error is not the first in the order of the ids,
    // and a slower fetch ends after both errors.
    let many = Fetches::many(|place| match place {
        4 => Some("no honey"),
        9 => Some("no saucers"),
        _ => None,
    });
    let (tea, milk) = (Some("no tea"), Some("no milk"));
    let fixed: [&[_]; 3] = [
        &[(5, 300, None), (2, 200, tea), (9, 100, milk), (7, 400, None)],
        &[(4, 200, None), (6, 300, Some("no cups")), (8, 500, None)],
        &[(3, 600_000, Some("no water"))],
    ];
    let errors = ["no sugar", "no spoons", "no lemon"];
    run(Attempts::new(fixed.map(Fetches::new))
        .large(many)
        .drawn(move |rng| [Fetches::drawn(rng, &errors)]))
}

/// Attempts at cases without errors.
fn well() -> impl Iterator<Item = Attempt<Fetches>> {
    // The order asked for, its reverse, the sorted order, and the order of the
    // delays all differ.
    let fixed = [(5, 400, None), (2, 200, None), (9, 100, None), (7, 300, None)];
    let slow = [(3, 100, None), (8, 600_000, None)];
    run(Attempts::new([Fetches::new(&fixed), Fetches::new(&slow)])
        .large(Fetches::many(|_| None))
        .drawn(|rng| [Fetches::drawn(rng, &[])])
        .empty(Fetches::new(&[]), "empty-needs-no-thought"))
}

fn run(attempts: Attempts<Fetches>) -> impl Iterator<Item = Attempt<Fetches>> {
    attempts.limit_polls().run(|Fetches(service)| {
        let ids = service.ids();
        fail_fast::fetch_or_fail(service, ids)
    })
}

/// What to fetch. The service keeps the ids in the order of the call.
#[derive(Clone)]
struct Fetches(Service);

impl Fetches {
    fn new(asks: &[(usize, u64, Option<&'static str>)]) -> Self {
        let service = Service::in_millis(asks.iter().map(|it| (it.0, it.1)));
        Self(service.failing(asks.iter().filter_map(|it| Some((it.0, it.2?)))))
    }

    /// As many ids as the header allows, so that any smaller limit is noticed. The last
    /// ids are the slowest. `error` returns the error of the id at a given place.
    fn many(error: fn(usize) -> Option<&'static str>) -> Self {
        let ask = |it| (7 * it % 100, 300 + 130 * it as u64, error(it));
        Self::new(&(0..12).map(ask).collect::<Vec<_>>())
    }

    /// Twelve random ids. All delays differ, and a polling loop is unlikely to check at
    /// exactly such a time.
    fn drawn(rng: &mut Rng, errors: &[&'static str]) -> Self {
        let mut errors: Vec<_> = errors.iter().copied().map(Some).collect();
        errors.resize(12, None);
        rng.shuffle(&mut errors);
        let ids = rng.ids(12).into_iter();
        let delays = rng.distinct(12, 1..40).into_iter().map(|it| 97 * it);
        let asks = ids.zip(delays).zip(errors);
        let asks = asks.map(|((id, delay), error)| (id, delay, error));
        Self::new(&asks.collect::<Vec<_>>())
    }

    fn failing(&self) -> Vec<usize> {
        let mut ids = self.0.ids();
        ids.retain(|id| self.0.error(*id).is_some());
        ids
    }

    /// The first id to fail, when it fails, and its error.
    fn first_error(&self) -> (usize, Duration, &'static str) {
        let each = self.failing().into_iter();
        let first = each.min_by_key(|id| self.0.delay(*id));
        let id = first.expect("a case with an error");
        (id, self.0.delay(id), self.0.error(id).expect("it fails"))
    }

    /// True if an attempt waited for all answers and then returned the first error in the
    /// order of the ids. An attempt that returns the first one in time has noticed it,
    /// and waits on purpose.
    fn waits_for_all(
        &self,
        output: &Result<Vec<String>, String>,
        took: Duration,
    ) -> bool {
        let by_place = self.0.error(self.failing()[0]);
        took == self.0.slowest()
            && output.as_ref().err().map(String::as_str) == by_place
    }

    /// The delays up to the first error in the order of the ids.
    fn up_to_an_error(&self) -> impl Iterator<Item = Duration> {
        let (ids, first) = (self.0.ids(), self.failing()[0]);
        let end = ids.iter().position(|id| *id == first).map_or(0, |it| it + 1);
        ids.into_iter().take(end).map(|id| self.0.delay(id))
    }
}

impl Case for Fetches {
    type Output = Result<Vec<String>, String>;

    fn given(&self) -> String {
        let fail = match &*self.failing() {
            [] => "none fails".to_owned(),
            some => format!("{} will fail", words::list(some)),
        };
        format!("ids {:?}, of which {fail}", self.0.ids())
    }

    fn in_flight(&self) -> Option<&InFlight> {
        Some(self.0.in_flight())
    }
}
