//! The letters and the sum are as before. No page is held while a letter is under way,
//! and the future is small.
//!
//! A page notes when it is read, used, and dropped. So it can be told where a page is
//! still held: in the future, which shows in the size, or elsewhere.

#[path = "../diet.rs"]
mod diet;

use diet::announce;
use given::{Event, Shelf};
use probe::{Observed, Rng, Shared, ensure, observe};

pub use given::{Book, Page, Post};

/// What a future may take. What it takes without a page is far below it, and what it
/// takes with one is far above.
const LIMIT: usize = 1024;

#[test]
fn the_letters_and_the_sum_are_as_before() {
    for Run { observed, shelf, events, .. } in runs() {
        let sum = *observed.output(None);
        for page in 0..shelf.pages.len() {
            let is_read = |it: &&Event| matches!(it, Event::Read { page: it, .. } if *it == page);
            let reads = events.iter().filter(is_read).count();
            ensure!(
                observed,
                reads == 1,
                None,
                "page {page} is read {reads} times, not once"
            );
        }
        let letters = shelf.letters();
        let sent = |it: &Event| match it {
            Event::Sent(number) => Some(*number),
            _ => None,
        };
        let sent: Vec<_> = events.iter().filter_map(sent).collect();
        let arrived = events.iter().filter(|it| **it == Event::Arrived).count();
        ensure!(
            observed,
            sent == letters && arrived == letters.len(),
            None,
            "the letters are {sent:?}, of which {arrived} arrive; they were {letters:?}"
        );
        let right = shelf.sum();
        ensure!(observed, sum == right, None, "it gives {sum}; the sum was {right}");
    }
}

#[test]
fn no_page_is_held_while_a_letter_is_under_way() {
    for Run { observed, events, size, .. } in runs() {
        observed.output(None);
        let held = held(&events);
        // One that is not used any more tells more than one that is used again.
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
            "page {page} is still there when {arrive}{unused}; the future takes {size} B"
        );
        observed.reject(misconception, measured);
    }
}

#[test]
fn the_future_takes_a_kibibyte_at_most() {
    for Run { observed, events, size, .. } in runs() {
        observed.output(None);
        let is_free = held(&events).is_empty();
        let though = match is_free {
            true => ", though no page is there when a letter arrives",
            false => "",
        };
        // Something else is large if there is no room for a page.
        let room = is_free && size >= size_of::<Page>();
        ensure!(
            observed,
            size <= LIMIT,
            room.then_some("drop-makes-room"),
            "the future takes {size} B{though}"
        );
    }
}

struct Run {
    observed: Observed<u32>,
    shelf: Shelf,
    events: Vec<Event>,
    /// What a future of the attempt takes.
    size: usize,
}

/// A book of three pages, and one that is drawn.
fn runs() -> impl Iterator<Item = Run> {
    let mut rng = Rng::new();
    [3, rng.range(4..8)].into_iter().map(move |count| {
        let numbers = rng.distinct(count as usize, 100..5000);
        let shelf = Shelf::new(numbers.into_iter().map(|it| it as u32).collect());
        let size = Shared::new(0);
        let observed = observe({
            let (shelf, size) = (shelf.clone(), size.clone());
            async move {
                let future = announce(Book(shelf.clone()), Post(shelf));
                size.set(size_of_val(&future));
                future.await
            }
        });
        Run { observed, events: shelf.events.items(), shelf, size: size.get() }
    })
}

/// A page that was there when a letter arrived.
struct Held {
    page: usize,
    /// How many letters arrived in that time.
    letters: usize,
    /// It was used after the first of these.
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

/// What the learner is given, in a module of its own: what is private stays so.
mod given {
    use probe::Journal;
    use std::{sync::Arc, time::Duration};
    use tokio::time::sleep;

    /// What a book and a post have in common: the pages, and what happened.
    #[derive(Clone)]
    pub struct Shelf {
        /// The number of each page.
        pub pages: Arc<[u32]>,
        pub events: Journal<Event>,
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Event {
        /// A page was read; a page that is read twice has two ids.
        Read { id: usize, page: usize },
        /// The page with this id was asked for its number.
        Used(usize),
        /// The page with this id is gone.
        Dropped(usize),
        /// A letter with this number is under way.
        Sent(u32),
        /// A letter has arrived.
        Arrived,
    }

    impl Shelf {
        pub fn new(pages: Vec<u32>) -> Self {
            Self { pages: pages.into(), events: Journal::new() }
        }

        pub fn sum(&self) -> u32 {
            self.pages[1..].iter().sum()
        }

        /// All that has to be posted.
        pub fn letters(&self) -> Vec<u32> {
            let last = self.pages[0] + self.sum();
            self.pages.iter().copied().chain([last]).collect()
        }
    }

    /// A book of large pages.
    #[derive(Clone)]
    pub struct Book(pub(super) Shelf);

    impl Book {
        /// How many pages there are, the cover included.
        pub fn pages(&self) -> usize {
            self.0.pages.len()
        }

        /// A page; 0 is the cover.
        pub fn read(&self, page: usize) -> Page {
            let id = self.0.events.len();
            self.0.events.note(Event::Read { id, page });
            let mut text = [0; 4096];
            text[..4].copy_from_slice(&self.0.pages[page].to_le_bytes());
            Page { id, events: self.0.events.clone(), text }
        }
    }

    /// A page of 4 KiB.
    pub struct Page {
        id: usize,
        events: Journal<Event>,
        text: [u8; 4096],
    }

    impl Page {
        /// The title, if it is the cover.
        pub fn title(&self) -> u32 {
            self.words()
        }

        /// How many words are on it.
        pub fn words(&self) -> u32 {
            self.events.note(Event::Used(self.id));
            let [a, b, c, d, ..] = self.text;
            u32::from_le_bytes([a, b, c, d])
        }
    }

    impl Drop for Page {
        fn drop(&mut self) {
            self.events.note(Event::Dropped(self.id));
        }
    }

    /// Takes letters, one number in each.
    #[derive(Clone)]
    pub struct Post(pub(super) Shelf);

    impl Post {
        /// Sends a letter, and waits until it arrives.
        pub async fn send(&self, number: u32) {
            self.0.events.note(Event::Sent(number));
            sleep(Duration::from_millis(100)).await;
            self.0.events.note(Event::Arrived);
        }
    }
}
