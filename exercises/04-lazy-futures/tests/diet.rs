//! The letters are the same, and while one is under way no page is held.
//!
//! A page notes when it is read, used and dropped, and so it can be told where it is
//! still there: in the future, which shows in the size, or elsewhere.

#[path = "../diet.rs"]
mod diet;

use diet::announce;
use given::{Event, Shelf};
use probe::{Observed, Rng, observe};
use std::{cell::Cell, rc::Rc};

pub use given::{Book, Page, Post};

/// What a future may take. What it takes without a page is far from it, and so is
/// what it takes with one.
const LIMIT: usize = 1024;

#[test]
fn the_letters_and_the_sum_are_as_before() {
    for run in runs() {
        let sum = *run.observed.output(None);
        let mut reads = vec![0; run.shelf.pages.len()];
        run.events.iter().for_each(|it| {
            if let Event::Read { number, .. } = it {
                reads[*number] += 1;
            }
        });
        if let Some(number) = reads.iter().position(|it| *it != 1) {
            let times = reads[number];
            let measured = format!("page {number} is read {times} times, not once");
            run.observed.reject(None, measured);
        }
        let letters = run.shelf.letters();
        let begun: Vec<_> = run.letters(|it| match it {
            Event::Sent(number) => Some(*number),
            _ => None,
        });
        let arrived = run.letters(|it| matches!(it, Event::Arrived).then_some(()));
        if begun != letters || arrived.len() != letters.len() {
            let arrived = arrived.len();
            let measured = format!(
                "the letters are {begun:?}, of which {arrived} arrive; they were \
                 {letters:?}"
            );
            run.observed.reject(None, measured);
        }
        if sum != run.shelf.sum() {
            let right = run.shelf.sum();
            let measured = format!("it gives {sum}; the sum was {right}");
            run.observed.reject(None, measured);
        }
    }
}

#[test]
fn no_page_is_held_while_a_letter_is_under_way() {
    for run in runs() {
        run.observed.output(None);
        let held = run.held();
        // One that nobody needs any more tells more than one that is used again.
        let idle = held.iter().find(|it| !it.used_later);
        let Some(page) = idle.or(held.first()) else { continue };
        let belief = if run.size <= LIMIT {
            Some("small-is-light")
        } else {
            idle.map(|_| "last-use-is-the-end")
        };
        let letters = match page.letters {
            1 => "a letter arrives".to_owned(),
            letters => format!("{letters} letters arrive"),
        };
        let unused = idle.map_or("", |_| ", and nobody uses it after that");
        let measured = format!(
            "page {} is still there when {letters}{unused}; the future takes {} B",
            page.number, run.size
        );
        run.observed.reject(belief, measured);
    }
}

#[test]
fn the_future_takes_a_kibibyte_at_most() {
    for run in runs() {
        run.observed.output(None);
        if run.size > LIMIT {
            let size = run.size;
            let none = run.held().is_empty();
            let though = if none {
                ", though no page is there when a letter arrives"
            } else {
                ""
            };
            let measured = format!("the future takes {size} B{though}");
            // Something else is large, if there is no place for a page.
            let empty = none && size >= size_of::<Page>();
            run.observed.reject(empty.then_some("drop-makes-room"), measured);
        }
    }
}

/// A book of three pages and one that nobody has seen before.
fn runs() -> impl Iterator<Item = Run> {
    let mut rng = Rng::new();
    [3, rng.range(4..8)].into_iter().map(move |count| {
        let numbers = rng.distinct(count as usize, 100..5000);
        run(numbers.into_iter().map(|it| it as u32).collect())
    })
}

fn run(pages: Vec<u32>) -> Run {
    let shelf = Shelf::new(pages);
    let size = Rc::new(Cell::new(0));
    let observed = observe({
        let (shelf, size) = (shelf.clone(), Rc::clone(&size));
        async move {
            let future = announce(Book(shelf.clone()), Post(shelf));
            size.set(size_of_val(&future));
            future.await
        }
    });
    Run { observed, events: shelf.events(), shelf, size: size.get() }
}

struct Run {
    observed: Observed<u32>,
    shelf: Shelf,
    events: Vec<Event>,
    /// What a future of the attempt takes.
    size: usize,
}

/// A page that was there when a letter arrived.
struct Held {
    number: usize,
    /// How many letters arrived meanwhile.
    letters: usize,
    /// It was used after the first of these.
    used_later: bool,
}

impl Run {
    fn letters<T>(&self, kind: impl Fn(&Event) -> Option<T>) -> Vec<T> {
        self.events.iter().filter_map(kind).collect()
    }

    fn held(&self) -> Vec<Held> {
        let held = |(place, event): (usize, &Event)| {
            let Event::Read { id, number } = *event else { return None };
            let after = &self.events[place..];
            let gone = after.iter().position(|it| *it == Event::Dropped(id));
            let life = &after[..gone.unwrap_or(after.len())];
            let first = life.iter().position(|it| *it == Event::Arrived)?;
            let letters = life.iter().filter(|it| **it == Event::Arrived).count();
            let used_later = life[first..].contains(&Event::Used(id));
            Some(Held { number, letters, used_later })
        };
        self.events.iter().enumerate().filter_map(held).collect()
    }
}

/// What the learner is given, in a module of its own: what is private stays so.
mod given {
    use std::{
        sync::{Arc, Mutex, MutexGuard, PoisonError},
        time::Duration,
    };
    use tokio::time::sleep;

    /// What a book and a post have in common: the notes of what happened.
    #[derive(Clone)]
    pub struct Shelf {
        /// The number of each page.
        pub pages: Arc<[u32]>,
        events: Arc<Mutex<Vec<Event>>>,
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Event {
        /// A page was read; a page that is read twice has two ids.
        Read { id: usize, number: usize },
        /// The page with this id was asked for something.
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
            Self { pages: pages.into(), events: Arc::default() }
        }

        pub fn events(&self) -> Vec<Event> {
            self.lock().clone()
        }

        pub fn sum(&self) -> u32 {
            self.pages[1..].iter().sum()
        }

        /// All that has to be posted.
        pub fn letters(&self) -> Vec<u32> {
            let mut letters = self.pages.to_vec();
            letters.push(self.pages[0] + self.sum());
            letters
        }

        fn note(&self, event: Event) {
            self.lock().push(event);
        }

        fn lock(&self) -> MutexGuard<'_, Vec<Event>> {
            self.events.lock().unwrap_or_else(PoisonError::into_inner)
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
        pub fn read(&self, number: usize) -> Page {
            let id = self.0.lock().len();
            self.0.note(Event::Read { id, number });
            let mut text = [0; 4096];
            text[..4].copy_from_slice(&self.0.pages[number].to_le_bytes());
            Page { id, shelf: self.0.clone(), text }
        }
    }

    /// A page of 4 KiB.
    pub struct Page {
        id: usize,
        shelf: Shelf,
        text: [u8; 4096],
    }

    impl Page {
        /// The title, if it is the cover.
        pub fn title(&self) -> u32 {
            self.words()
        }

        /// How many words stand on it.
        pub fn words(&self) -> u32 {
            self.shelf.note(Event::Used(self.id));
            let [a, b, c, d, ..] = self.text;
            u32::from_le_bytes([a, b, c, d])
        }
    }

    impl Drop for Page {
        fn drop(&mut self) {
            self.shelf.note(Event::Dropped(self.id));
        }
    }

    /// Takes letters, one number in each.
    #[derive(Clone)]
    pub struct Post(pub(super) Shelf);

    impl Post {
        /// Sends a letter, and waits until it arrives.
        pub async fn send(&self, number: u32) {
            self.0.note(Event::Sent(number));
            sleep(Duration::from_millis(100)).await;
            self.0.note(Event::Arrived);
        }
    }
}
