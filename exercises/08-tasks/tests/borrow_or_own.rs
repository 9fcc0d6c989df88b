//! All letters are on their way at once, and no task has more than it needs.
//!
//! Letters count their copies, and how many of them are left: a value that a task
//! owns is gone with the task, and one that was leaked is not.

#[path = "../borrow_or_own.rs"]
mod borrow_or_own;

use probe::{
    Attempt, Attempts, Case, Entered, Gauge, InFlight, OnLane, Rng, Shared, ensure,
    words,
};
use std::{
    sync::{Arc, Weak},
    time::Duration,
};
use tokio::{task::yield_now, time::sleep};

#[test]
fn all_letters_are_on_their_way_at_once() {
    for it in attempts() {
        it.asks_for_all_at_once();
        let slowest = it.case.delays.iter().max().copied();
        it.takes(slowest.unwrap_or_default(), "the slowest letter");
    }
}

#[test]
fn the_receipts_come_in_the_order_of_the_letters() {
    for it in attempts() {
        let receipt = |letter: &usize| it.case.office.receipts[*letter];
        it.keeps_order(|letters| letters.iter().map(receipt).collect());
    }
}

#[test]
fn no_task_has_more_than_it_needs() {
    for it in attempts() {
        let letters = it.case.delays.len();
        let copies = it.case.letters.total() - letters;
        // Most of a list for each is not an accident.
        let all = copies > (letters * letters.saturating_sub(1)).max(letters * 3);
        ensure!(
            it,
            copies <= letters,
            all.then_some("own-all-to-use-one"),
            "of {letters} letters it made {copies} copies"
        );
        let seals = it.case.office.seals.total();
        ensure!(it, seals <= 1, None, "there is one seal; it made {seals}");
    }
}

#[test]
fn what_a_task_owns_is_gone_with_it() {
    for it in attempts() {
        it.leaves_no_tasks("spawned-is-done");
        ensure!(
            it,
            !it.case.office.got_a_foreign_seal.get(),
            "static-means-forever",
            "the seal of an earlier post is still in memory, and closes letters of \
             this one"
        );
        let left = it.case.left.get();
        ensure!(
            it,
            left.is_empty(),
            "static-means-forever",
            "all is over; still in memory: {}",
            words::list(&left)
        );
    }
}

fn attempts() -> impl Iterator<Item = Attempt<Mail>> {
    let easy = Mail::new(&[300, 100, 400, 200], &[734, 182, 905, 461]);
    Attempts::new([easy, Mail::new(&[], &[])]).drawn(|rng| [Mail::drawn(rng)]).run(
        |Mail { delays, office, letters: count, left }| async move {
            let letters = delays.into_iter().enumerate().map(|(number, delay)| {
                Letter { number, delay, _counted: count.enter() }
            });
            let letters: Vec<_> = letters.collect();
            let (others, post) = (Arc::strong_count(&office), Post(office.clone()));
            let receipts = borrow_or_own::send_all(post, &letters).await;
            drop(letters);
            // A task that has told its result may be about to let go of its letter.
            for _ in 0..3 {
                yield_now().await;
            }
            let there = [
                ("letter", count.now()),
                ("seal", office.seals.now()),
                ("post", Arc::strong_count(&office) - others),
            ];
            let there = there.into_iter().filter(|it| it.1 > 0);
            left.set(there.map(|(what, many)| words::plural(many, what)).collect());
            receipts
        },
    )
}

/// What is to be sent, and what became of it.
#[derive(Clone)]
struct Mail {
    delays: Vec<Duration>,
    office: Arc<Office>,
    letters: Gauge,
    /// What is there when all that the caller had is gone, as in `4 letters`.
    left: Shared<Vec<String>>,
}

impl Mail {
    fn new(delays: &[u64], receipts: &[u64]) -> Self {
        let office = Office {
            receipts: receipts.to_vec(),
            seals: Gauge::new(),
            got_a_foreign_seal: Shared::default(),
            under_way: InFlight::new(0..receipts.len(), "letters", "sent"),
        };
        Self {
            delays: delays.iter().copied().map(Duration::from_millis).collect(),
            office: Arc::new(office),
            letters: Gauge::new(),
            left: Shared::default(),
        }
    }

    fn drawn(rng: &mut Rng) -> Self {
        let few = rng.range(5..9) as usize;
        let delays = rng.distinct(few, 1..30).into_iter().map(|it| 97 * it);
        Self::new(&delays.collect::<Vec<_>>(), &rng.distinct(few, 100..1000))
    }
}

impl Case for Mail {
    type Output = Vec<u64>;

    fn given(&self) -> String {
        let receipts = &self.office.receipts;
        format!("{} letters with the receipts {receipts:?}", receipts.len())
    }

    fn in_flight(&self) -> Option<&InFlight> {
        Some(&self.office.under_way)
    }
}

/// A letter. To clone one is to copy it by hand.
#[derive(Clone)]
pub struct Letter {
    number: usize,
    delay: Duration,
    _counted: Entered,
}

/// Sends letters. Clones are the same post.
#[derive(Clone)]
pub struct Post(Arc<Office>);

struct Office {
    receipts: Vec<u64>,
    seals: Gauge,
    /// Whether a letter came with the seal of another post.
    got_a_foreign_seal: Shared<bool>,
    under_way: InFlight,
}

/// What letters are closed with. There is one.
pub struct Seal {
    office: Weak<Office>,
    _counted: Entered,
}

impl Post {
    /// Has a seal made.
    pub fn seal(&self) -> Seal {
        let office = Arc::downgrade(&self.0);
        Seal { office, _counted: self.0.seals.enter() }
    }

    /// Sends a letter, and gives the number of its receipt when it has arrived.
    pub async fn send(&self, letter: &Letter, seal: &Seal) -> u64 {
        let number = letter.number;
        if !Weak::ptr_eq(&seal.office, &Arc::downgrade(&self.0)) {
            self.0.got_a_foreign_seal.set(true);
        }
        let way = async {
            let under_way = self.0.under_way.begin(number);
            sleep(letter.delay).await;
            under_way.end();
        };
        way.on_lane(format!("letter {number}")).await;
        self.0.receipts[number]
    }
}
