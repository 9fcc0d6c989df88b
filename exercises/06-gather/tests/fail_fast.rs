//! The first error ends everything at once; without an error, all answers come in order.
//!
//! In the first case with errors, waiting for all answers, waiting in the order of the
//! ids, and asking in turn each return at a time of their own.

#[path = "../fail_fast.rs"]
mod fail_fast;

use probe::{Attempt, Attempts, Case, InFlight, Rng, Service, ensure, time, words};
use std::{collections::BTreeSet, time::Duration};

#[test]
fn returns_the_first_error_when_it_happens() {
    for it in failing() {
        let (took, output, first) = (it.took, it.output(), it.case.first_error());
        let misconception = match took {
            // An attempt that never saw the error did not come too late for it.
            _ if output.is_ok() => None,
            _ if took == it.case.service.slowest() => Some("join-stops-at-an-error"),
            _ if took == it.case.in_order() => Some("first-error-by-place"),
            _ if took == it.case.in_turn() => Some("awaits-in-sequence"),
            _ => None,
        };
        ensure!(
            it,
            took == first.delay && *output == Err(first.words()),
            misconception,
            "it returned {output:?} after {}; the first error is {:?}, after {}",
            time(took),
            first.words(),
            time(first.delay)
        );
    }
}

#[test]
fn the_first_error_ends_the_other_fetches() {
    for it in failing() {
        let (service, first) = (&it.case.service, it.case.first_error());
        let has_failed = it.output().is_err();
        it.leaves_no_tasks(has_failed.then_some("tasks-end-with-their-starter"));
        ensure!(
            it,
            service.asked().contains(&first.id),
            None,
            "it never asked for {}, which fails",
            first.id
        );
        let dropped: BTreeSet<_> = service.dropped().into_iter().collect();
        let unanswered = it.case.asks.iter().filter(|it| it.delay > first.delay);
        let waits = has_failed && dropped.is_empty() && it.took == service.slowest();
        ensure!(
            it,
            dropped == unanswered.map(|it| (it.id, first.delay)).collect(),
            waits.then_some("join-stops-at-an-error"),
            "{} fails at {}; of the others, dropped: {}",
            first.id,
            time(first.delay),
            words::list(
                dropped.iter().map(|(id, at)| format!("{id} at {}", time(*at)))
            )
        );
    }
}

#[test]
fn asks_for_all_at_once() {
    for it in failing().chain(well()) {
        it.asks_for_all_at_once();
    }
}

#[test]
fn without_an_error_the_answers_come_in_order() {
    for it in well() {
        it.keeps_order(|ids| {
            Ok(ids.iter().map(|id| format!("answer {id}")).collect())
        });
        it.takes(it.case.service.slowest(), "the slowest answer");
        it.leaves_no_tasks(None);
    }
}

/// Attempts at cases with errors.
fn failing() -> impl Iterator<Item = Attempt<Fetches>> {
    // In the first, the first error in time is not the first by place, and a slower
    // fetch comes after both.
    let fixed: [&[_]; 3] = [
        &[
            (5, 300, None),
            (2, 200, Some("no tea")),
            (9, 100, Some("no milk")),
            (7, 400, None),
        ],
        &[(4, 200, None), (6, 300, Some("no cups")), (8, 500, None)],
        &[(3, 700, Some("no water"))],
    ];
    let errors = ["no sugar", "no spoons", "no lemon"];
    run(Attempts::new(fixed.map(Fetches::new))
        .drawn(move |rng| [Fetches::drawn(rng, &errors)]))
}

/// Attempts at cases without errors.
fn well() -> impl Iterator<Item = Attempt<Fetches>> {
    // The order asked for, its reverse, the sorted one, and the one of the delays all
    // differ.
    let fixed = [(5, 400, None), (2, 200, None), (9, 100, None), (7, 300, None)];
    run(Attempts::new([Fetches::new(&fixed)])
        .drawn(|rng| [Fetches::drawn(rng, &[])])
        .empty(Fetches::new(&[]), "empty-needs-no-thought"))
}

fn run(attempts: Attempts<Fetches>) -> impl Iterator<Item = Attempt<Fetches>> {
    attempts.run(|case| {
        let ids = case.service.ids();
        fail_fast::fetch_or_fail(case.service, ids)
    })
}

/// What to fetch, in this order.
#[derive(Clone)]
struct Fetches {
    asks: Vec<Ask>,
    service: Service,
}

#[derive(Clone, Copy)]
struct Ask {
    id: usize,
    delay: Duration,
    error: Option<&'static str>,
}

impl Ask {
    fn words(&self) -> String {
        self.error.unwrap_or_default().to_owned()
    }
}

impl Fetches {
    fn new(asks: &[(usize, u64, Option<&'static str>)]) -> Self {
        let ask = |&(id, delay, error)| {
            let delay = Duration::from_millis(delay);
            Ask { id, delay, error }
        };
        let asks: Vec<_> = asks.iter().map(ask).collect();
        let service = Service::new(asks.iter().map(|it| (it.id, it.delay)));
        let errors = asks.iter().filter_map(|it| Some((it.id, it.error?)));
        Self { service: service.failing(errors), asks }
    }

    /// As many as the header speaks of, so that no limit looks like none. No two delays
    /// are equal, and none is a time at which a loop looks by chance.
    fn drawn(rng: &mut Rng, errors: &[&'static str]) -> Self {
        let mut errors: Vec<_> = errors.iter().copied().map(Some).collect();
        errors.resize(12, None);
        rng.shuffle(&mut errors);
        let ids = rng.distinct(12, 0..60).into_iter().map(|id| id as usize);
        let delays = rng.distinct(12, 1..40).into_iter().map(|it| 97 * it);
        let asks = ids.zip(delays).zip(errors);
        let asks = asks.map(|((id, delay), error)| (id, delay, error));
        Self::new(&asks.collect::<Vec<_>>())
    }

    fn failing(&self) -> impl Iterator<Item = &Ask> {
        self.asks.iter().filter(|it| it.error.is_some())
    }

    /// The first in time.
    fn first_error(&self) -> &Ask {
        self.failing().min_by_key(|it| it.delay).expect("a case that fails")
    }

    /// The delays up to the first error by place.
    fn up_to_an_error(&self) -> impl Iterator<Item = Duration> {
        let place = self.asks.iter().position(|it| it.error.is_some());
        let asks = place.map_or(&*self.asks, |it| &self.asks[..=it]);
        asks.iter().map(|it| it.delay)
    }

    /// How long it takes to ask for all, and then to go through the answers in order.
    fn in_order(&self) -> Duration {
        self.up_to_an_error().max().unwrap_or_default()
    }

    /// How long it takes to ask for one after the other.
    fn in_turn(&self) -> Duration {
        self.up_to_an_error().sum()
    }
}

impl Case for Fetches {
    type Output = Result<Vec<String>, String>;

    fn given(&self) -> String {
        let failing: Vec<_> = self.failing().map(|it| it.id.to_string()).collect();
        let fail = match &*failing {
            [] => "none fails".to_owned(),
            some => format!("{} will fail", some.join(", ")),
        };
        format!("ids {:?}, of which {fail}", self.service.ids())
    }

    fn in_flight(&self) -> Option<&InFlight> {
        Some(self.service.in_flight())
    }
}
