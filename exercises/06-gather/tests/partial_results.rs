//! Each id takes its own steps at its own pace, and an error affects no other id.
//!
//! In the first case, three kinds of attempts return at different times: those that
//! work in rounds, those that ask `far` one by one, and those that notice errors in
//! order.

#[path = "../partial_results.rs"]
mod partial_results;

use probe::{Attempt, Attempts, Case, InFlight, Rng, Service, ensure};
use std::{collections::BTreeSet, iter::repeat, time::Duration};

#[test]
fn the_call_takes_as_long_as_the_slowest_id() {
    for it in attempts() {
        it.takes(it.case.longest(), "the id that takes longest");
    }
}

#[test]
fn far_is_asked_only_for_ids_that_fail() {
    for it in attempts() {
        it.asks_for_all_at_once();
        let mut asked_far = it.case.far.asked();
        asked_far.sort_unstable();
        let mut failing = it.case.failing();
        failing.sort_unstable();
        let measured = format!("it asked far for {asked_far:?}");
        ensure!(it, asked_far == failing, Order::explain(&it), "{measured}");
    }
}

#[test]
fn no_fetch_is_dropped() {
    for it in attempts() {
        let dropped = [it.case.near.dropped(), it.case.far.dropped()].concat();
        ensure!(
            it,
            dropped.is_empty(),
            Order::explain(&it),
            "the fetch of {} was dropped before its answer",
            dropped[0].0
        );
        it.leaves_no_tasks(Order::explain(&it));
    }
}

#[test]
fn the_results_are_in_the_order_of_the_ids() {
    for it in attempts() {
        let (output, longest) = (it.output(), it.case.longest());
        let as_they_came = *output
            == it.case.results(|ids| ids.sort_by_key(|id| it.case.takes(*id)));
        ensure!(
            it,
            *output == it.case.results(|_| {}),
            (as_they_came && it.took == longest)
                .then_some("answers-in-my-order")
                .or_else(|| Order::explain(&it)),
            "{}",
            it.case.difference(output)
        );
    }
}

fn attempts() -> impl Iterator<Item = Attempt<Order>> {
    // In the first case, the order asked for, its reverse, the sorted order, and the
    // order of the times all differ.
    let tray = &[
        (2, 200, 250, None),
        (5, 400, 0, None),
        (9, 100, 150, Some("no milk anywhere")),
        (7, 300, 0, None),
    ];
    let single = &[(3, 700, 500, Some("no water anywhere"))];
    let slow = &[(1, 600_000, 600_000, None), (6, 300_000, 0, None)];
    // As many ids as the header allows, so that any smaller limit is noticed.
    let many: Vec<_> = (0..12)
        .map(|it| {
            // Ten of them are asked at `far` at the same time.
            let far = if it % 6 == 0 { 0 } else { 2020 };
            let error = (it == 5).then_some("no honey anywhere");
            (7 * it as usize % 100, 300 + 130 * it, far, error)
        })
        .collect();
    Attempts::new([Order::new(tray), Order::new(single), Order::new(slow)])
        .large(Order::new(&many))
        .drawn(|rng| [Order::drawn(rng, 5), Order::drawn(rng, 0)])
        .empty(Order::new(&[]), "empty-needs-no-thought")
        .limit_polls()
        .run(|Order { near, far }| async move {
            // Both clocks start with the call.
            near.in_flight().start();
            far.in_flight().start();
            let ids = near.ids();
            partial_results::fetch_what_comes(near, far, ids).await
        })
}

/// What to order. The shops keep the ids in the order of the call.
#[derive(Clone)]
struct Order {
    near: Service,
    far: Service,
}

impl Order {
    /// Ids, each with its time at `near`; its time at `far` if `near` fails, or
    /// otherwise 0; and its error if both fail.
    fn new(asks: &[(usize, u64, u64, Option<&'static str>)]) -> Self {
        let near = Service::in_millis(asks.iter().map(|it| (it.0, it.1)));
        let failing = asks.iter().filter(|it| it.2 > 0);
        let near = near.failing(failing.map(|it| (it.0, "sold out"))).named("near");
        // `far` takes time even for an id that it should not be asked for.
        let far = Service::in_millis(asks.iter().map(|it| (it.0, it.2.max(50))));
        let failing = asks.iter().filter_map(|it| Some((it.0, it.3?)));
        Self { near, far: far.failing(failing).named("far") }
    }

    /// Twelve ids. If `near` fails for any ids, the slowest id is one of them. All ids
    /// take different times: the times are too small to be multiples of both 97 and
    /// 101.
    fn drawn(rng: &mut Rng, failing: usize) -> Self {
        let ids = rng.ids(12).into_iter();
        let near = rng.distinct(12, 1..40).into_iter().map(|it| 97 * it);
        let mut far = rng.distinct(12, 1..40);
        far[0] = 50;
        far[failing..].fill(0);
        let both = [None, Some("no sugar anywhere"), Some("no spoons anywhere")];
        let errors = both.into_iter().take(failing).chain(repeat(None));
        let each = ids.zip(near).zip(far.into_iter().zip(errors));
        let mut asks: Vec<_> = each
            .map(|((id, near), (far, error))| (id, near, 101 * far, error))
            .collect();
        rng.shuffle(&mut asks);
        Self::new(&asks)
    }

    /// The ids for which `near` fails.
    fn failing(&self) -> Vec<usize> {
        let mut ids = self.near.ids();
        ids.retain(|id| self.near.error(*id).is_some());
        ids
    }

    /// The time that an id needs at `far`.
    fn far(&self, id: usize) -> Duration {
        let fails = self.near.error(id).is_some();
        if fails { self.far.delay(id) } else { Duration::ZERO }
    }

    fn takes(&self, id: usize) -> Duration {
        self.near.delay(id) + self.far(id)
    }

    fn longest(&self) -> Duration {
        longest(self.near.ids().into_iter().map(|id| self.takes(id)))
    }

    fn result(&self, id: usize) -> Result<String, String> {
        let error = self.far.error(id).map(str::to_owned);
        error.map_or_else(|| Ok(format!("answer {id}")), Err)
    }

    /// The results, with the ids in a different order.
    fn results(&self, sort: impl FnOnce(&mut [usize])) -> Results {
        let mut ids = self.near.ids();
        sort(&mut ids);
        ids.into_iter().map(|id| self.result(id)).collect()
    }

    /// The first difference between the right results and the returned ones.
    fn difference(&self, output: &Results) -> String {
        let (some, ids) = (output.len(), self.near.ids());
        if some != ids.len() {
            let all = ids.len();
            return format!("it returned {some} results for {all} ids: {output:?}");
        }
        let mut each = ids.into_iter().zip(output);
        let wrong = each.find(|(id, it)| self.result(*id) != **it);
        let (id, it) = wrong.expect("as many results as ids, and one is wrong");
        let expected = self.result(id);
        let reason = match (self.near.error(id), &expected) {
            (None, _) => "near returns",
            (_, Ok(_)) => "near fails, and far returns",
            (_, Err(_)) => "both fail, and far returns",
        };
        format!(
            "it returned {output:?}. The result for {id} is {it:?}, but {reason} \
             {expected:?}"
        )
    }

    /// The misconception that explains why an attempt takes this long.
    fn misconception(&self, took: Duration) -> Option<&'static str> {
        let ids = self.near.ids();
        let each = || ids.iter().map(|id| (self.near.delay(*id), self.far(*id)));
        let slowest = self.near.slowest();
        let in_turn = [
            each().map(|(near, far)| near + far).sum(),
            slowest + each().map(|it| it.1).sum::<Duration>(),
            // `far` is asked within the loop over the answers.
            each().fold(Duration::ZERO, |at, (near, far)| at.max(near) + far),
        ];
        let mut noticed = Duration::ZERO;
        let noticed_in_order = longest(each().map(|(near, far)| {
            noticed = noticed.max(near);
            noticed + far
        }));
        let asked_far =
            ids.iter().filter_map(|id| self.far.in_flight().when_begun(*id));
        let in_rounds = asked_far.min() >= Some(slowest);
        // Check for rounds first: with a single failure, the second round looks like
        // asking `far` one by one.
        if self.near.asked().len() > ids.len() {
            None
        } else if in_rounds && took == slowest + longest(each().map(|it| it.1)) {
            Some("steps-go-in-rounds")
        } else if in_turn.contains(&took) {
            Some("awaits-in-sequence")
        } else {
            (took == noticed_in_order).then_some("first-error-by-place")
        }
    }

    /// True if an attempt dropped the requests in flight when `near` failed or both
    /// shops failed, and results are missing or replaced by one error.
    fn gave_up_at_an_error(&self, output: &Results) -> bool {
        let one_error = output.iter().all(|it| it.is_err() && *it == output[0]);
        let failing = self.failing();
        let at_near = failing.iter().map(|id| self.near.delay(*id)).min();
        let at_both = failing.iter().filter(|id| self.far.error(**id).is_some());
        let at_both = at_both.map(|id| self.takes(*id)).min();
        let dropped = self.near.dropped();
        let dropped: BTreeSet<_> =
            dropped.into_iter().map(|(_, at)| Some(at)).collect();
        (output.len() < self.near.ids().len() || one_error)
            && dropped.len() == 1
            && (dropped.contains(&at_near) || dropped.contains(&at_both))
    }
}

fn longest(times: impl Iterator<Item = Duration>) -> Duration {
    times.max().unwrap_or_default()
}

type Results = Vec<Result<String, String>>;

impl Case for Order {
    type Output = Results;

    fn given(&self) -> String {
        let (ids, failing) = (self.near.ids(), self.failing());
        format!("ids {ids:?}, of which near fails for {failing:?}")
    }

    fn in_flight(&self) -> Option<&InFlight> {
        Some(self.near.in_flight())
    }

    fn explain(it: &Attempt<Self>) -> Option<&'static str> {
        let case = &it.case;
        if it.took == case.longest() {
            None
        } else if it.took.is_zero() {
            it.usual_cause()
        } else if case.gave_up_at_an_error(it.output()) {
            Some("try-is-for-results")
        } else {
            case.misconception(it.took)
        }
    }
}
