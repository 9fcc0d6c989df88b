//! Each page is shown when it comes, and not later because of another.
//!
//! What was shown at which virtual time tells who waits for all, who waits in the order
//! of the ids, and who fetches in turn.

#[path = "../one_slow.rs"]
mod one_slow;

use probe::{Observed, Rng, Service, observe, time};
use std::{cell::RefCell, rc::Rc, time::Duration};
use tokio::time::Instant;

/// As many as the header speaks of.
const DOZEN: usize = 12;

#[test]
fn each_page_is_shown_when_it_comes() {
    for case in cases() {
        let run = run(&case);
        output(&case, &run);
        let Run { service, observed, shown } = run;
        let shown = shown.take();
        let all_at_once = service.peak() == case.ids.len();
        // One that is shown under another's id comes at another's time; that is told
        // elsewhere.
        for it in shown.iter().filter(|it| it.is_right()) {
            let due = case.due(it.id);
            // In turn a page may come late without being shown late.
            if it.at != due && all_at_once {
                let (at, due) = (time(it.at), time(due));
                let measured =
                    format!("page {} comes at {due} and is shown at {at}", it.id);
                observed.reject(belief_of_late(&case, &shown), measured);
            }
        }
        if shown.len() < case.ids.len() {
            let (count, all) = (shown.len(), case.ids.len());
            let spawned = observed.took.is_zero() && observed.left_alive > 0;
            let belief = spawned.then_some("spawned-is-done");
            observed.reject(belief, format!("of {all} pages, {count} were shown"));
        }
    }
}

#[test]
fn each_page_is_shown_once_and_by_its_id() {
    for case in cases() {
        let run = run(&case);
        output(&case, &run);
        let Run { observed, shown, .. } = run;
        let shown = shown.take();
        for it in &shown {
            if !it.is_right() {
                let in_order =
                    shown.iter().map(|it| it.id).eq(case.ids.iter().copied());
                let belief = in_order.then_some("answers-in-my-order");
                let measured = format!("for id {} it shows {:?}", it.id, it.page);
                observed.reject(belief, measured);
            }
        }
        for id in &case.ids {
            let times = shown.iter().filter(|it| it.id == *id).count();
            if times != 1 {
                observed.reject(None, format!("page {id} is shown {times} times"));
            }
        }
    }
}

#[test]
fn all_are_asked_for_at_once() {
    for case in cases() {
        let run = run(&case);
        output(&case, &run);
        let Run { service, observed, .. } = run;
        let (asked, peak, all) = (service.asked(), service.peak(), case.ids.len());
        if sorted(&asked) != sorted(&case.ids) {
            observed.reject(None, format!("it asked for {asked:?}"));
        }
        if peak != all {
            let in_turn = peak == 1 && observed.took == service.total();
            let belief = in_turn.then_some("awaits-in-sequence");
            let measured =
                format!("of {all} fetches, {peak} were in flight together");
            observed.reject(belief, measured);
        }
        let (took, slowest) = (observed.took, service.slowest());
        if took != slowest {
            let (took, slowest) = (time(took), time(slowest));
            let measured =
                format!("it is over after {took}; the slowest page takes {slowest}");
            observed.reject(None, measured);
        }
    }
}

/// A page is shown late: with all others at the end, or when those before it in the
/// order of the ids were there.
fn belief_of_late(case: &Case, shown: &[Shown]) -> Option<&'static str> {
    let slowest = case.delays.iter().max().copied().unwrap_or_default();
    if shown.iter().all(|it| it.at == slowest) {
        return Some("all-before-the-first");
    }
    let in_order = shown.iter().all(|it| {
        let before = case.ids.iter().take_while(|id| **id != it.id);
        let before = before.map(|id| case.due(*id)).max().unwrap_or_default();
        it.at == before.max(case.due(it.id))
    });
    in_order.then_some("listed-as-finished")
}

struct Run {
    service: Service,
    observed: Observed<()>,
    shown: Rc<RefCell<Vec<Shown>>>,
}

struct Shown {
    id: usize,
    page: String,
    at: Duration,
}

impl Shown {
    /// Whether it is shown by its own id.
    fn is_right(&self) -> bool {
        self.page == format!("answer {}", self.id)
    }
}

fn run(case: &Case) -> Run {
    let delays = case.ids.iter().copied().zip(case.delays.iter().copied());
    let service = Service::new(delays);
    let shown = Rc::new(RefCell::new(Vec::new()));
    let (attempt, ids, log) = (service.clone(), case.ids.clone(), Rc::clone(&shown));
    let observed = observe(async move {
        let start = Instant::now();
        let show = |id, page| {
            log.borrow_mut().push(Shown { id, page, at: start.elapsed() });
        };
        one_slow::show_each(attempt, ids, show).await;
    });
    let observed = observed.given(format!("ids {:?}", case.ids));
    Run { service, observed, shown }
}

/// Looks whether it has come to its end. Who has shown everything and is stuck waits for
/// a channel to end; who has nothing to fetch and is stuck has not thought of that.
fn output(case: &Case, Run { observed, shown, .. }: &Run) {
    let belief = if case.ids.is_empty() {
        Some("empty-needs-no-thought")
    } else {
        (shown.borrow().len() == case.ids.len()).then_some("kept-sender")
    };
    observed.output(belief);
}

struct Case {
    ids: Vec<usize>,
    delays: Vec<Duration>,
}

impl Case {
    fn due(&self, id: usize) -> Duration {
        let place = self.ids.iter().position(|it| *it == id);
        place.map_or(Duration::ZERO, |it| self.delays[it])
    }
}

/// In the first, the order of the ids, its reverse, the sorted one and the one of the
/// delays all differ.
fn cases() -> impl Iterator<Item = Case> {
    let millis = [300, 100, 500, 200].map(Duration::from_millis);
    let fixed = Case { ids: vec![5, 9, 2, 7], delays: millis.into() };
    let none = Case { ids: Vec::new(), delays: Vec::new() };
    [fixed].into_iter().chain(std::iter::once_with(drawn)).chain([none])
}

/// No two delays are equal, and none is a time at which somebody looks by chance.
fn drawn() -> Case {
    let mut rng = Rng::new();
    let ids = rng.distinct(DOZEN, 0..60).into_iter().map(|it| it as usize).collect();
    let delays = rng.distinct(DOZEN, 1..40).into_iter();
    Case { ids, delays: delays.map(|it| Duration::from_millis(97 * it)).collect() }
}

fn sorted(ids: &[usize]) -> Vec<usize> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}
