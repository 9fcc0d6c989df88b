//! Each page is shown when it arrives, and doesn't wait for any other page.
//!
//! The times at which pages are shown distinguish three mistakes: waiting for all
//! pages, waiting in the order of the ids, and fetching one page after the other.

#[path = "../one_slow.rs"]
mod one_slow;

use probe::{
    Attempt, Attempts, Case, InFlight, Journal, Rng, Service, ensure, time,
};
use std::{rc::Rc, time::Duration};

#[test]
fn each_page_is_shown_when_it_arrives() {
    for it in attempts() {
        let (Pages { service, .. }, shown) = (&it.case, it.case.shown());
        let all = service.ids().len();
        // If pages are fetched in turn, a page may arrive late without being shown
        // late. A page that is shown with the wrong id arrives at another page's time.
        // Other tests judge these two mistakes.
        let together = service.peak() == all;
        for Shown { id, at, .. } in
            shown.iter().filter(|it| together && it.is_right())
        {
            let due = it.case.due(*id);
            ensure!(
                it,
                Some(*at) == due,
                it.case.why_late(),
                "page {id} arrives at {}, but is shown at {}",
                time(due.unwrap_or_default()),
                time(*at)
            );
        }
        let count = shown.len();
        let spawned = it.took.is_zero() && it.left_alive > 0;
        let misconception = spawned.then_some("spawned-is-done");
        ensure!(it, count >= all, misconception, "it shows {count} of {all} pages");
    }
}

#[test]
fn each_page_is_shown_once_with_its_id() {
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
fn all_pages_are_requested_at_once() {
    for it in attempts() {
        it.asks_for_all_at_once();
        it.takes(it.case.service.slowest(), "the slowest page");
        it.is_polled_at_most(3 * it.case.service.ids().len() + 3);
    }
}

fn attempts() -> impl Iterator<Item = Attempt<Pages>> {
    // In the first case, four orders all differ: the ids, their reverse, the sorted
    // ids, and the delays.
    let easy = Pages::new([(5, 300), (9, 100), (2, 500), (7, 200)]);
    Attempts::new([easy, Pages::new([])]).drawn(|rng| [Pages::drawn(rng)]).run(
        |Pages { service, shown }| async move {
            shown.start();
            // This closure is neither `Fn`, nor `Send`, nor `'static`.
            let mut pages = Rc::new(0);
            let show = |id, page| {
                *Rc::make_mut(&mut pages) += 1;
                shown.note((id, page));
            };
            one_slow::show_each(service.clone(), service.ids(), show).await;
        },
    )
}

/// Pages to fetch from a service, and the pages that were shown.
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
    /// Whether the page is shown with its own id.
    fn is_right(&self) -> bool {
        self.page == format!("answer {}", self.id)
    }
}

impl Pages {
    fn new(delays: impl IntoIterator<Item = (usize, u64)>) -> Self {
        Self { service: Service::in_millis(delays), shown: Journal::new() }
    }

    /// As many pages as the header allows. All delays differ, and a polling loop is
    /// unlikely to check at exactly such a time.
    fn drawn(rng: &mut Rng) -> Self {
        let ids = rng.ids(12).into_iter();
        let delays = rng.distinct(12, 1..40).into_iter().map(|it| 97 * it);
        Self::new(ids.zip(delays))
    }

    /// When a page arrives, or `None` if it is not one of these.
    fn due(&self, id: usize) -> Option<Duration> {
        self.service.ids().contains(&id).then(|| self.service.delay(id))
    }

    fn shown(&self) -> Vec<Shown> {
        let shown = self.shown.entries().into_iter();
        shown.map(|(at, (id, page))| Shown { at, id, page }).collect()
    }

    /// Why a page is shown late: at the end, together with all other pages, or once all
    /// pages before it in the order of the ids have arrived.
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
            // The attempt waits for the end of a channel.
            _ => (shown == all).then_some("kept-sender"),
        }
    }
}
