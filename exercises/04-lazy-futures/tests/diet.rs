//! The letters and the sum are unchanged, pages don't exist while letters arrive, and
//! the future is small.
//!
//! A page records when it is read, used, and dropped. Together with the size of the
//! future, this shows where a page is stored: in the future, or elsewhere.

#[path = "../diet.rs"]
mod diet;

use diet::announce;
use given::Event;
use probe::{Journal, Observed, Rng, Shared, Stack, ensure, observe, words::times};

pub use given::{Book, Page, Post};

/// The largest size that a future may have. A future without a page is far smaller, and
/// one with a page is far larger.
const LIMIT: usize = 1024;
/// This many pages are never in the same place by accident.
const MANY_PAGES: usize = 6;

#[test]
fn the_letters_and_the_sum_are_unchanged() {
    for Run { observed, pages, events, .. } in runs() {
        let sum = *observed.output(None);
        let read = |it: &Event| match it {
            Event::Read { page, .. } => Some(*page),
            _ => None,
        };
        let read: Vec<_> = events.iter().filter_map(read).collect();
        for page in 0..pages.len() {
            let reads = read.iter().filter(|it| **it == page).count();
            ensure!(observed, reads > 0, None, "page {page} is never read");
            let often = times(reads);
            ensure!(
                observed,
                reads < 2,
                None,
                "page {page} is read {often}, not once"
            );
        }
        let right: u32 = pages[1..].iter().sum();
        let letters = [&*pages, &[pages[0] + right]].concat();
        let sent = |it: &Event| match it {
            Event::Sent(number) => Some(*number),
            _ => None,
        };
        let sent: Vec<_> = events.iter().filter_map(sent).collect();
        let arrived = events.iter().filter(|it| **it == Event::Arrived).count();
        let misconception = match observed.left_alive {
            _ if sent != letters => None,
            // The futures that sent the letters were dropped, not their tasks.
            0 if !events.contains(&Event::InATask) => Some("the-rest-goes-on"),
            0 => None,
            _ => Some("spawned-is-done"),
        };
        ensure!(
            observed,
            sent == letters && arrived == letters.len(),
            misconception,
            "the letters are {sent:?}, and {arrived} of them arrive; they should be \
             {letters:?}"
        );
        ensure!(
            observed,
            sum == right,
            None,
            "it returns {sum}, but the total number of words is {right}"
        );
    }
}

#[test]
fn no_page_exists_when_a_letter_arrives() {
    for Run { observed, events, size, .. } in runs() {
        observed.output(None);
        let held = held(&events);
        // A page that is never used again tells us more than a page that is used again.
        let idle = held.iter().find(|it| !it.used_later);
        let Some(Held { page, letters, .. }) = idle.or(held.first()) else {
            continue;
        };
        let misconception = match size {
            ..=LIMIT => Some("small-is-light"),
            _ => idle.map(|_| "last-use-is-the-end"),
        };
        let arrive = match letters {
            1 => "a letter arrives".to_owned(),
            more => format!("{more} letters arrive"),
        };
        let unused = idle.map_or("", |_| ", and is not used after that");
        let measured = format!(
            "page {page} still exists when {arrive}{unused}; the future takes \
             {size} B"
        );
        observed.reject(misconception, measured);
    }
}

#[test]
fn the_future_takes_at_most_a_kibibyte() {
    for Run { observed, events, size, .. } in runs() {
        observed.output(None);
        let is_free = held(&events).is_empty();
        let though = match is_free {
            true => ", although no page exists when a letter arrives",
            false => "",
        };
        // If the future is too small for a page, something else is large.
        let room = is_free && size >= size_of::<Page>();
        ensure!(
            observed,
            size <= LIMIT,
            room.then_some("drop-makes-room"),
            "the future takes {size} B{though}"
        );
        ensure!(
            observed,
            !(is_free && shares_a_place(&events)),
            "small-is-light",
            "the future takes {size} B, but all pages after the cover are read into \
             the same place on the heap, which is kept while letters are on their way"
        );
    }
}

/// Whether all pages after the cover are in one place that is not on the stack. Such a
/// place stays allocated: if it were freed, reading the next page would have filled it.
fn shares_a_place(events: &[Event]) -> bool {
    let places = events.iter().filter_map(|it| match it {
        Event::Elsewhere { page: 1.., address } => Some(*address),
        _ => None,
    });
    let places: Vec<_> = places.collect();
    places.len() >= MANY_PAGES && places.iter().all(|it| *it == places[0])
}

struct Run {
    observed: Observed<u32>,
    /// The number of each page.
    pages: Vec<u32>,
    events: Vec<Event>,
    /// The size of the future that `announce` returns.
    size: usize,
}

/// Runs with a small book, a large one, one that is only a cover, and a random one.
fn runs() -> impl Iterator<Item = Run> {
    let mut rng = Rng::new();
    [3, 9, 1, rng.range(4..8)].into_iter().map(move |count| {
        let numbers = rng.distinct(count as usize, 100..5000);
        let pages: Vec<_> = numbers.into_iter().map(|it| it as u32).collect();
        let (events, size) = (Journal::new(), Shared::new(0));
        let observed = Stack::scope(|stack| {
            let book = Book::new(&pages, &events, stack);
            let (events, size) = (events.clone(), size.clone());
            observe(async move {
                let future = announce(book, Post::new(&events));
                size.set(size_of_val(&future));
                future.await
            })
        });
        Run { observed, pages, events: events.items(), size: size.get() }
    })
}

/// A page that existed when a letter arrived.
struct Held {
    page: usize,
    /// How many letters arrived while it existed.
    letters: usize,
    /// The page was used after the first of these letters arrived.
    used_later: bool,
}

fn held(events: &[Event]) -> Vec<Held> {
    let held = |(place, event): (usize, &Event)| {
        let Event::Read { id, page } = *event else { return None };
        let after = &events[place..];
        let gone = after.iter().position(|it| *it == Event::Dropped(id));
        let life = &after[..gone.unwrap_or(after.len())];
        let first = life.iter().position(|it| *it == Event::Arrived)?;
        let letters = life.iter().filter(|it| **it == Event::Arrived).count();
        Some(Held {
            page,
            letters,
            used_later: life[first..].contains(&Event::Used(id)),
        })
    };
    events.iter().enumerate().filter_map(held).collect()
}

/// What the learner is given, in its own module so that private items stay private.
mod given {
    use probe::{Journal, Shared, Stack};
    use std::{sync::Arc, time::Duration};
    use tokio::{task, time::sleep};

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Event {
        /// A page was read. A page that is read twice has two ids.
        Read { id: usize, page: usize },
        /// The page with this id was asked for its number.
        Used(usize),
        /// This page was used while it was at this address, which is not on the stack.
        Elsewhere { page: usize, address: usize },
        /// The page with this id was dropped.
        Dropped(usize),
        /// A letter with this number was sent.
        Sent(u32),
        /// The next letter is sent in a task of its own.
        InATask,
        /// A letter arrived.
        Arrived,
    }

    /// A book of large pages.
    #[derive(Clone)]
    pub struct Book {
        pages: Arc<[u32]>,
        events: Journal<Event>,
        stack: Stack,
        /// Fillers are as large as pages, so that they fill the place of a page that
        /// was freed.
        fillers: Shared<Vec<Vec<u8>>>,
    }

    impl Book {
        pub(super) fn new(
            pages: &[u32],
            events: &Journal<Event>,
            stack: Stack,
        ) -> Self {
            let (pages, events) = (pages.into(), events.clone());
            Self { pages, events, stack, fillers: Shared::default() }
        }

        /// How many pages there are, including the cover.
        pub fn pages(&self) -> usize {
            self.pages.len()
        }

        /// Reads a page. Page 0 is the cover.
        pub fn read(&self, page: usize) -> Page {
            let id = self.events.len();
            self.events.note(Event::Read { id, page });
            let fillers = (0..64).map(|_| vec![1; size_of::<Page>()]);
            self.fillers.lock().extend(fillers);
            let mut text = [0; 4096];
            text[..4].copy_from_slice(&self.pages[page].to_le_bytes());
            let (events, stack) = (self.events.clone(), self.stack);
            Page { id, page, events, stack, text }
        }
    }

    /// A page of 4 KiB.
    pub struct Page {
        id: usize,
        page: usize,
        events: Journal<Event>,
        stack: Stack,
        text: [u8; 4096],
    }

    impl Page {
        /// The title, if this is the cover. Otherwise 0.
        pub fn title(&self) -> u32 {
            self.number() * u32::from(self.page == 0)
        }

        /// How many words are on the page. There are none on the cover.
        pub fn words(&self) -> u32 {
            self.number() * u32::from(self.page > 0)
        }

        fn number(&self) -> u32 {
            self.events.note(Event::Used(self.id));
            if let Some(address) = self.stack.address_elsewhere(self) {
                self.events.note(Event::Elsewhere { page: self.page, address });
            }
            let [a, b, c, d, ..] = self.text;
            u32::from_le_bytes([a, b, c, d])
        }
    }

    impl Drop for Page {
        fn drop(&mut self) {
            self.events.note(Event::Dropped(self.id));
        }
    }

    /// Sends letters with one number each.
    #[derive(Clone)]
    pub struct Post {
        events: Journal<Event>,
        /// The task that announces the book.
        task: Option<task::Id>,
    }

    impl Post {
        pub(super) fn new(events: &Journal<Event>) -> Self {
            Self { events: events.clone(), task: task::try_id() }
        }

        /// Sends a letter and waits until it arrives. The first letters take longest.
        pub async fn send(&self, number: u32) {
            let before = self.events.count(|it| matches!(it, Event::Sent(_))) as u64;
            if task::try_id() != self.task {
                self.events.note(Event::InATask);
            }
            self.events.note(Event::Sent(number));
            let takes = 1500_u64.saturating_sub(100 * before).max(100);
            sleep(Duration::from_millis(takes)).await;
            self.events.note(Event::Arrived);
        }
    }
}
