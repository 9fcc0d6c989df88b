//! Fetches overlap, and their answers keep the order of the ids.
//!
//! In every case the sum of the delays and their maximum differ: a time tells its
//! cause.

#[path = "../ordered_fetch.rs"]
mod ordered_fetch;

use probe::{Observed, Seed, Service, observe, time};
use std::time::Duration;

/// Ids in the order in which they are asked for, with their delays.
type Case = Vec<(usize, Duration)>;

#[test]
fn takes_as_long_as_the_slowest_answer() {
    for case in cases() {
        let (service, observed) = fetch(&case);
        observed.output(stuck(&case));
        let (took, slowest) = (observed.took, service.slowest());
        if took == slowest {
            continue;
        }
        let belief = match took {
            _ if took == service.total() => Some("awaits-in-sequence"),
            Duration::ZERO if service.asked().is_empty() => {
                Some("calling-starts-it")
            }
            Duration::ZERO => Some("spawned-is-done"),
            _ => None,
        };
        let (took, slowest) = (time(took), time(slowest));
        let measured = format!(
            "it took {took} of virtual time; the slowest answer takes {slowest}"
        );
        observed.reject(belief, measured);
    }
}

#[test]
fn asks_for_all_at_once() {
    for case in cases() {
        let (service, observed) = fetch(&case);
        observed.output(stuck(&case));
        let (ids, asked, peak) = (ids(&case), service.asked(), service.peak());
        if sorted(&asked) != sorted(&ids) {
            let belief = asked.is_empty().then_some("calling-starts-it");
            observed.reject(belief, format!("it asked for {asked:?}"));
        }
        if peak != ids.len() {
            let belief = (peak == 1).then_some("awaits-in-sequence");
            let all = ids.len();
            let measured =
                format!("of {all} fetches, {peak} were in flight together");
            observed.reject(belief, measured);
        }
    }
}

#[test]
fn answers_in_the_order_of_the_ids() {
    for case in cases() {
        let (service, observed) = fetch(&case);
        let answers = observed.output(stuck(&case));
        if *answers != answers_to(&ids(&case)) {
            let as_they_came = *answers == answers_to(&service.answered());
            let belief = as_they_came.then_some("answers-in-my-order");
            observed.reject(belief, format!("it returned {answers:?}"));
        }
    }
}

fn fetch(case: &Case) -> (Service, Observed<Vec<String>>) {
    let service = Service::new(case.iter().copied());
    let ids = ids(case);
    let attempt = ordered_fetch::fetch_all(service.clone(), ids.clone());
    (service, observe(attempt).given(format!("ids {ids:?}")))
}

/// Two that are easy to think about, one drawn, and none at all. None comes last:
/// who is stuck there alone believes something else.
fn cases() -> impl Iterator<Item = Case> {
    let fixed: [&[(usize, u64)]; 2] = [&[(7, 300), (2, 100), (5, 200)], &[(4, 700)]];
    let fixed = fixed.into_iter().map(|case| {
        case.iter().map(|&(id, delay)| (id, Duration::from_millis(delay))).collect()
    });
    fixed.chain(std::iter::once_with(drawn)).chain([Case::new()])
}

/// A case that nobody has seen before. No two delays are equal, and the first answer
/// comes last.
fn drawn() -> Case {
    let mut seed = Seed::new();
    let mut ids: Vec<_> = (0..60).collect();
    let mut delays: Vec<_> =
        (1..40).map(|it| Duration::from_millis(100 * it)).collect();
    seed.shuffle(&mut ids);
    seed.shuffle(&mut delays);
    let count = seed.within(4..9) as usize;
    let slowest = (0..count).max_by_key(|&it| delays[it]).expect("there are four");
    delays.swap(0, slowest);
    ids.into_iter().zip(delays).take(count).collect()
}

fn ids(case: &Case) -> Vec<usize> {
    case.iter().map(|&(id, _)| id).collect()
}

fn answers_to(ids: &[usize]) -> Vec<String> {
    ids.iter().map(|id| format!("answer {id}")).collect()
}

fn sorted(ids: &[usize]) -> Vec<usize> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}

/// What one believes whose attempt is stuck. Only the empty list tells.
fn stuck(case: &Case) -> Option<&'static str> {
    case.is_empty().then_some("empty-needs-no-thought")
}
