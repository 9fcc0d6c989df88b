//! Fetches overlap, and their answers keep the order of the ids.
//!
//! The sum of several delays is not their maximum: a time tells its cause.

#[path = "../ordered_fetch.rs"]
mod ordered_fetch;

use probe::{End, Observed, Rng, Service, is_todo, observe, time};
use std::time::Duration;

/// Ids in the order in which they are asked for, with their delays.
type Case = Vec<(usize, Duration)>;

#[test]
fn takes_as_long_as_the_slowest_answer() {
    for case in cases() {
        let (service, observed) = fetch(&case);
        let answers = answers(&case, &observed);
        let (took, slowest) = (observed.took, service.slowest());
        if took == slowest {
            continue;
        }
        let belief = match took {
            _ if took == service.total() => Some("awaits-in-sequence"),
            _ if called_only(&service, answers) => Some("calling-starts-it"),
            Duration::ZERO if observed.left_alive > 0 => Some("spawned-is-done"),
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
        let answers = answers(&case, &observed);
        let (ids, asked, peak) = (ids(&case), service.asked(), service.peak());
        if sorted(&asked) != sorted(&ids) {
            let belief =
                called_only(&service, answers).then_some("calling-starts-it");
            observed.reject(belief, format!("it asked for {asked:?}"));
        }
        if peak != ids.len() {
            let in_turn = observed.took == service.total();
            let belief = in_turn.then_some("awaits-in-sequence");
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
        let answers = answers(&case, &observed);
        if *answers != answers_to(&ids(&case)) {
            let came = service.answered();
            let as_they_came =
                came.len() == case.len() && *answers == answers_to(&came);
            let belief = as_they_came.then_some("answers-in-my-order");
            observed.reject(belief, format!("it returned {answers:?}"));
        }
    }
}

fn fetch(case: &Case) -> (Service, Observed<Vec<String>>) {
    let service = Service::new(case.iter().copied());
    let (attempt, ids) = (service.clone(), ids(case));
    let given = format!("ids {ids:?}");
    // Called on the runtime, where also a plain function may spawn.
    let attempt = async move { ordered_fetch::fetch_all(attempt, ids).await };
    let mut observed = observe(attempt);
    if case.len() < MANY {
        return (service, observed.given(given));
    }
    // Nobody reads a picture of so many lanes.
    observed.record.lanes.clear();
    (service, observed.given(format!("{MANY} ids")))
}

/// What was returned; or the attempt is rejected. The empty case comes last: who
/// panics or is stuck there has not thought of it.
fn answers<'a>(case: &Case, observed: &'a Observed<Vec<String>>) -> &'a Vec<String> {
    let belief = case.is_empty().then_some("empty-needs-no-thought");
    match &observed.end {
        End::Panicked(words) if belief.is_some() && !is_todo(words) => {
            observed.reject(belief, format!("it panicked: {words}"))
        }
        _ => observed.output(belief),
    }
}

/// Whether there are answers for which nobody was asked. Who has no answers either
/// has perhaps not even called.
fn called_only(service: &Service, answers: &[String]) -> bool {
    service.asked().is_empty() && !answers.is_empty()
}

/// More than a limit that somebody may take for none.
const MANY: usize = 50;

/// Two that are easy to think about, two drawn, and none at all. In the first, the
/// order asked for, its reverse, the sorted one and the one of the delays all
/// differ.
fn cases() -> impl Iterator<Item = Case> {
    let fixed: [&[(usize, u64)]; 2] =
        [&[(5, 400), (2, 200), (9, 100), (7, 300)], &[(4, 700)]];
    let fixed = fixed.into_iter().map(|case| {
        case.iter().map(|&(id, delay)| (id, Duration::from_millis(delay))).collect()
    });
    let drawn = || {
        let mut rng = Rng::new();
        let few = rng.range(5..9) as usize;
        [drawn(&mut rng, few, 0), drawn(&mut rng, MANY, MANY - 1)]
    };
    fixed.chain(std::iter::once_with(drawn).flatten()).chain([Case::new()])
}

/// A case that nobody has seen before. No two delays are equal, none is a time at
/// which somebody looks by chance, and the answer at `place` comes last. If that is
/// the last place, who hesitates before each question is late.
fn drawn(rng: &mut Rng, count: usize, place: usize) -> Case {
    let mut ids: Vec<_> = (0..90).collect();
    let mut delays: Vec<_> =
        (1..90).map(|it| Duration::from_millis(97 * it)).collect();
    rng.shuffle(&mut ids);
    rng.shuffle(&mut delays);
    let slowest = (0..count).max_by_key(|&it| delays[it]).expect("it is not none");
    delays.swap(place, slowest);
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
