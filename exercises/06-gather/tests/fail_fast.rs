//! The first error ends everything at once; without one, all answers come in order.
//!
//! The first case with errors tells apart who waits for all, who waits in order, and
//! who asks in turn: each of them returns at another time.

#[path = "../fail_fast.rs"]
mod fail_fast;

use probe::{End, Observed, Rng, Service, is_todo, observe, time};
use std::{collections::BTreeSet, time::Duration};

#[test]
fn returns_the_first_error_when_it_happens() {
    for case in failing() {
        let (_, observed) = run(&case);
        let output = output(&case, &observed);
        let first = case.first_error().expect("it fails");
        let (took, expected) = (observed.took, Err(first.words()));
        if took == first.delay && *output == expected {
            continue;
        }
        let belief = if output.is_ok() {
            // Who never saw the error did not come too late for it.
            None
        } else if took == case.slowest() {
            Some("join-stops-at-an-error")
        } else if took == case.in_order() {
            Some("first-error-by-place")
        } else if took == case.in_turn() {
            Some("awaits-in-sequence")
        } else {
            None
        };
        let (took, at, words) = (time(took), time(first.delay), first.words());
        let measured = format!(
            "it returned {output:?} after {took}; the first error is {words:?}, \
             after {at}"
        );
        observed.reject(belief, measured);
    }
}

#[test]
fn the_first_error_ends_the_other_fetches() {
    for case in failing() {
        let (service, observed) = run(&case);
        let output = output(&case, &observed);
        let first = case.first_error().expect("it fails");
        let left = observed.left_alive;
        if left > 0 {
            let belief = if output.is_err() {
                Some("tasks-end-with-their-starter")
            } else {
                observed.took.is_zero().then_some("spawned-is-done")
            };
            let measured = format!("it has returned; tasks still running: {left}");
            observed.reject(belief, measured);
        }
        if !service.asked().contains(&first.id) {
            let measured = format!("it never asked for {}, which fails", first.id);
            observed.reject(None, measured);
        }
        let dropped: BTreeSet<_> = service.dropped().into_iter().collect();
        let unanswered = case.asks.iter().filter(|it| it.delay > first.delay);
        if dropped == unanswered.map(|it| (it.id, first.delay)).collect() {
            continue;
        }
        let waits = dropped.is_empty() && observed.took == case.slowest();
        let waits = waits && output.is_err();
        let belief = waits.then_some("join-stops-at-an-error");
        let (id, at) = (first.id, time(first.delay));
        let dropped = in_words(&dropped);
        let measured =
            format!("{id} fails at {at}; of the others, dropped: {dropped}");
        observed.reject(belief, measured);
    }
}

#[test]
fn asks_for_all_at_once() {
    for case in failing().chain(well()) {
        let (service, observed) = run(&case);
        output(&case, &observed);
        let (ids, asked, peak) = (case.ids(), service.asked(), service.peak());
        let in_turn = asked.len() > 1 && observed.took == case.delays(&asked);
        let belief = in_turn.then_some("awaits-in-sequence");
        if sorted(&asked) != sorted(&ids) {
            observed.reject(belief, format!("it asked for {asked:?}"));
        }
        if peak != ids.len() {
            let all = ids.len();
            let measured =
                format!("of {all} fetches, {peak} were in flight together");
            observed.reject(belief, measured);
        }
    }
}

#[test]
fn without_an_error_the_answers_come_in_order() {
    for case in well() {
        let (service, observed) = run(&case);
        let output = output(&case, &observed);
        if *output != Ok(answers_to(&case.ids())) {
            let came = service.answered();
            let as_they_came =
                came.len() == case.asks.len() && *output == Ok(answers_to(&came));
            let belief = as_they_came.then_some("answers-in-my-order");
            observed.reject(belief, format!("it returned {output:?}"));
        }
        let (took, slowest) = (observed.took, case.slowest());
        if took != slowest {
            let in_turn = took == case.in_turn();
            let (took, slowest) = (time(took), time(slowest));
            let measured =
                format!("it took {took}; the slowest answer takes {slowest}");
            observed.reject(in_turn.then_some("awaits-in-sequence"), measured);
        }
        let left = observed.left_alive;
        if left > 0 {
            let measured = format!("it has returned; tasks still running: {left}");
            observed.reject(None, measured);
        }
    }
}

type Output = Result<Vec<String>, String>;

fn run(case: &Case) -> (Service, Observed<Output>) {
    let service = Service::new(case.asks.iter().map(|it| (it.id, it.delay)));
    let errors = case.asks.iter().filter_map(|it| Some((it.id, it.error?)));
    let service = service.failing(errors);
    let (attempt, ids) = (service.clone(), case.ids());
    let given = format!("ids {ids:?}, {}", case.errors());
    // Called on the runtime, where also a plain function may spawn.
    let attempt = async move { fail_fast::fetch_or_fail(attempt, ids).await };
    (service, observe(attempt).given(given))
}

/// What was returned; or the attempt is rejected. The empty case comes last: who
/// panics or is stuck there has not thought of it.
fn output<'a>(case: &Case, observed: &'a Observed<Output>) -> &'a Output {
    let belief = case.asks.is_empty().then_some("empty-needs-no-thought");
    match &observed.end {
        End::Panicked(words) if belief.is_some() && !is_todo(words) => {
            observed.reject(belief, format!("it panicked: {words}"))
        }
        _ => observed.output(belief),
    }
}

/// What is asked for, in this order.
struct Case {
    asks: Vec<Ask>,
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

impl Case {
    fn new(asks: &[(usize, u64, Option<&'static str>)]) -> Self {
        let ask = |&(id, delay, error)| {
            let delay = Duration::from_millis(delay);
            Ask { id, delay, error }
        };
        Self { asks: asks.iter().map(ask).collect() }
    }

    fn ids(&self) -> Vec<usize> {
        self.asks.iter().map(|it| it.id).collect()
    }

    /// The first in time.
    fn first_error(&self) -> Option<Ask> {
        let failing = self.asks.iter().filter(|it| it.error.is_some());
        failing.min_by_key(|it| it.delay).copied()
    }

    fn slowest(&self) -> Duration {
        self.asks.iter().map(|it| it.delay).max().unwrap_or_default()
    }

    /// Those up to the first error by place.
    fn up_to_an_error(&self) -> &[Ask] {
        let place = self.asks.iter().position(|it| it.error.is_some());
        place.map_or(&self.asks, |it| &self.asks[..=it])
    }

    /// How long it takes who asks for all and then goes through the answers in
    /// order.
    fn in_order(&self) -> Duration {
        let delays = self.up_to_an_error().iter().map(|it| it.delay);
        delays.max().unwrap_or_default()
    }

    /// How long it takes who asks for one after the other.
    fn in_turn(&self) -> Duration {
        self.up_to_an_error().iter().map(|it| it.delay).sum()
    }

    /// The delays of these ids together.
    fn delays(&self, ids: &[usize]) -> Duration {
        let asks = self.asks.iter().filter(|it| ids.contains(&it.id));
        asks.map(|it| it.delay).sum()
    }

    fn errors(&self) -> String {
        let failing = self.asks.iter().filter(|it| it.error.is_some());
        let failing: Vec<_> = failing.map(|it| it.id.to_string()).collect();
        if failing.is_empty() {
            "of which none fails".to_owned()
        } else {
            format!("of which {} will fail", failing.join(", "))
        }
    }
}

/// Cases with errors. In the first of them, the first error in time is not the first
/// by place, and a slower fetch stands behind both.
fn failing() -> impl Iterator<Item = Case> {
    let fixed = [
        Case::new(&[
            (5, 300, None),
            (2, 200, Some("no tea")),
            (9, 100, Some("no milk")),
            (7, 400, None),
        ]),
        Case::new(&[(4, 200, None), (6, 300, Some("no cups")), (8, 500, None)]),
        Case::new(&[(3, 700, Some("no water"))]),
    ];
    let errors = [Some("no sugar"), Some("no spoons"), Some("no lemon")];
    fixed.into_iter().chain(std::iter::once_with(move || drawn(&errors)))
}

/// Cases without any. In the first, the order asked for, its reverse, the sorted one
/// and the one of the delays all differ.
fn well() -> impl Iterator<Item = Case> {
    let fixed =
        Case::new(&[(5, 400, None), (2, 200, None), (9, 100, None), (7, 300, None)]);
    let none = Case::new(&[]);
    [fixed].into_iter().chain(std::iter::once_with(|| drawn(&[]))).chain([none])
}

/// As many as the header speaks of, lest somebody take a limit for none.
const DOZEN: usize = 12;

/// A case that nobody has seen before. No two delays are equal, and none is a time
/// at which somebody looks by chance.
fn drawn(errors: &[Option<&'static str>]) -> Case {
    let mut rng = Rng::new();
    let mut ids: Vec<_> = (0..60).collect();
    let mut delays: Vec<_> = (1..40).map(|it| 97 * it).collect();
    let mut errors = errors.to_vec();
    errors.resize(DOZEN, None);
    rng.shuffle(&mut ids);
    rng.shuffle(&mut delays);
    rng.shuffle(&mut errors);
    let asks = ids.into_iter().zip(delays).zip(errors);
    Case::new(
        &asks.map(|((id, delay), error)| (id, delay, error)).collect::<Vec<_>>(),
    )
}

fn answers_to(ids: &[usize]) -> Vec<String> {
    ids.iter().map(|id| format!("answer {id}")).collect()
}

fn sorted(ids: &[usize]) -> Vec<usize> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}

fn in_words(dropped: &BTreeSet<(usize, Duration)>) -> String {
    let each = dropped.iter().map(|&(id, at)| format!("{id} at {}", time(at)));
    let each: Vec<_> = each.collect();
    if each.is_empty() { "none".to_owned() } else { each.join(", ") }
}
