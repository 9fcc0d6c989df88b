//! Each page is shown when it comes, and not later because of another.
//!
//! The times at which pages were shown tell waiting for all of them, waiting in the
//! order of the ids, and fetching in turn apart.

#[path = "../one_slow.rs"]
mod one_slow;

use probe::{
    Attempt, Attempts, Case, InFlight, Journal, Rng, Service, ensure, time,
};
use std::time::Duration;

#[test]
fn each_page_is_shown_when_it_comes() {
    for it in attempts() {
        let (Pages { service, .. }, shown) = (&it.case, it.case.shown());
        let all = service.ids().len();
        // In turn, a page may come late without being shown late. A page that is
        // shown under another's id comes at another's time; a claim below tells
        // that.
        let together = service.peak() == all;
        for Shown { id, at, .. } in
            shown.iter().filter(|it| together && it.is_right())
        {
            let due = it.case.due(*id);
            ensure!(
                it,
                Some(*at) == due,
                it.case.why_late(),
                "page {id} comes at {} and is shown at {}",
                time(due.unwrap_or_default()),
                time(*at)
            );
        }
        let count = shown.len();
        let spawned = it.took.is_zero() && it.left_alive > 0;
        let misconception = spawned.then_some("spawned-is-done");
        ensure!(
            it,
            count >= all,
            misconception,
            "of {all} pages, {count} were shown"
        );
    }
}

#[test]
fn each_page_is_shown_once_and_by_its_id() {
    for it in attempts() {
        let (ids, shown) = (it.case.service.ids(), it.case.shown());
        let in_order = shown.iter().map(|it| it.id).eq(ids.iter().copied());
        if let Some(Shown { id, page, .. }) = shown.iter().find(|it| !it.is_right())
        {
            let misconception = in_order.then_some("answers-in-my-order");
            it.reject(misconception, format!("for id {id} it shows {page:?}"));
        }
        for id in ids {
            let times = shown.iter().filter(|it| it.id == id).count();
            ensure!(it, times == 1, None, "page {id} is shown {times} times");
        }
    }
}

#[test]
fn all_are_asked_for_at_once() {
    for it in attempts() {
        it.asks_for_all_at_once();
        it.takes(it.case.service.slowest(), "the slowest page");
    }
}

fn attempts() -> impl Iterator<Item = Attempt<Pages>> {
    // In the first, the order of the ids, its reverse, the sorted one, and the one
    // of the delays all differ.
    let easy = Pages::new([(5, 300), (9, 100), (2, 500), (7, 200)]);
    Attempts::new([easy, Pages::new([])]).drawn(|rng| [Pages::drawn(rng)]).run(
        |Pages { service, shown }| async move {
            shown.start();
            let (ids, show) = (service.ids(), |id, page| shown.note((id, page)));
            one_slow::show_each(service, ids, show).await;
        },
    )
}

/// Pages to fetch, from a service that knows them in order, and those that were
/// shown.
#[derive(Clone)]
struct Pages {
    service: Service,
    shown: Journal<(usize, String)>,
}

struct Shown {
    at: Duration,
    id: usize,
    page: String,
}

impl Shown {
    /// Whether it is shown by its own id.
    fn is_right(&self) -> bool {
        self.page == format!("answer {}", self.id)
    }
}

impl Pages {
    fn new(delays: impl IntoIterator<Item = (usize, u64)>) -> Self {
        Self { service: Service::in_millis(delays), shown: Journal::new() }
    }

    /// As many as the header speaks of. No two delays are equal, and none is a time
    /// at which a loop looks by chance.
    fn drawn(rng: &mut Rng) -> Self {
        let ids = rng.ids(12).into_iter();
        let delays = rng.distinct(12, 1..40).into_iter().map(|it| 97 * it);
        Self::new(ids.zip(delays))
    }

    /// When a page comes; never, if it is not one of these.
    fn due(&self, id: usize) -> Option<Duration> {
        self.service.ids().contains(&id).then(|| self.service.delay(id))
    }

    fn shown(&self) -> Vec<Shown> {
        let shown = self.shown.entries().into_iter();
        shown.map(|(at, (id, page))| Shown { at, id, page }).collect()
    }

    /// Why a page is shown late: with all others at the end, or when those before it
    /// in the order of the ids have come.
    fn why_late(&self) -> Option<&'static str> {
        let (ids, slowest) = (self.service.ids(), self.service.slowest());
        let in_order = |it: &Shown| {
            let place = ids.iter().position(|id| *id == it.id);
            let up_to_it = place.map_or(&*ids, |it| &ids[..=it]).iter();
            up_to_it.map(|id| self.service.delay(*id)).max() == Some(it.at)
        };
        if self.shown().iter().all(|it| it.at == slowest) {
            Some("all-before-the-first")
        } else {
            self.shown().iter().all(in_order).then_some("listed-as-finished")
        }
    }
}

impl Case for Pages {
    type Output = ();

    fn given(&self) -> String {
        format!("ids {:?}", self.service.ids())
    }

    fn in_flight(&self) -> Option<&InFlight> {
        Some(self.service.in_flight())
    }

    fn on_stuck(&self) -> Option<&'static str> {
        let (shown, all) = (self.shown.len(), self.service.ids().len());
        match all {
            0 => Some("empty-needs-no-thought"),
            // It waits for a channel to end.
            _ => (shown == all).then_some("kept-sender"),
        }
    }
}
