//! All letters are on their way at the same time, and each task has only what it needs.
//!
//! Letters count their copies: a value that a task owns is dropped with the task.

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
        // This many copies can't be an accident: each task has a copy of most of the
        // list.
        let all = copies > (letters * letters.saturating_sub(1)).max(letters * 3);
        ensure!(
            it,
            copies <= letters,
            all.then_some("own-all-to-use-one"),
            "it made {copies} copies of {letters} letters"
        );
        let seals = it.case.office.seals.total();
        ensure!(it, seals <= 1, None, "it made {seals} seals instead of one");
    }
}

#[test]
fn values_are_dropped_with_the_task_that_owns_them() {
    for it in attempts() {
        it.leaves_no_tasks("spawned-is-done");
        let foreign = it.case.office.got_a_foreign_seal.get();
        let measured = "a seal of an earlier post is still in memory, and was used";
        ensure!(it, !foreign, FOREVER, "{measured}");
        let left = it.case.left.get();
        let measured =
            format!("still in memory after the call: {}", words::list(&left));
        ensure!(it, left.is_empty(), FOREVER, "{measured}");
    }
}

const FOREVER: &str = "static-means-forever";

fn attempts() -> impl Iterator<Item = Attempt<Mail>> {
    let easy = Mail::new(&[300, 100, 400, 200], &[734, 182, 905, 461]);
    let slow = Mail::new(&[600_000, 100], &[55, 812]);
    // More letters than any limit that an attempt might have.
    let many: Vec<_> = (0..MANY).map(|it| 300 + 11 * it % 97).collect();
    let many = Mail::new(&many, &Vec::from_iter(1000..1000 + MANY));
    let cases = Attempts::new([easy, Mail::new(&[], &[]), slow]).large(many);
    cases.drawn(|rng| [Mail::drawn(rng)]).limit_polls().run(
        |Mail { delays, office, letters: count, left }| async move {
            let letters = delays.into_iter().enumerate().map(|(number, delay)| {
                Letter { number, delay, _counted: count.enter() }
            });
            let letters: Vec<_> = letters.collect();
            let (others, post) = (Arc::strong_count(&office), Post(office.clone()));
            let receipts = borrow_or_own::send_all(post, &letters).await;
            drop(letters);
            // A task that has sent its result might not have dropped its letter yet.
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

const MANY: u64 = 40;

/// The letters to send, and what happened to them.
#[derive(Clone)]
struct Mail {
    delays: Vec<Duration>,
    office: Arc<Office>,
    letters: Gauge,
    /// What remains after the caller has dropped everything, such as `4 letters`.
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
        match receipts.len() {
            many if many as u64 == MANY => format!("{many} letters"),
            few => format!("{few} letters with the receipts {receipts:?}"),
        }
    }

    fn in_flight(&self) -> Option<&InFlight> {
        Some(&self.office.under_way)
    }
}

/// A letter. A clone is another copy of the letter.
#[derive(Clone)]
pub struct Letter {
    number: usize,
    delay: Duration,
    _counted: Entered,
}

/// Sends letters. A clone refers to the same post.
#[derive(Clone)]
pub struct Post(Arc<Office>);

struct Office {
    receipts: Vec<u64>,
    seals: Gauge,
    /// Whether a letter was sent with the seal of another post.
    got_a_foreign_seal: Shared<bool>,
    under_way: InFlight,
}

/// Closes letters. There should be only one seal.
pub struct Seal {
    office: Weak<Office>,
    _counted: Entered,
}

impl Post {
    /// Makes a seal.
    pub fn seal(&self) -> Seal {
        let office = Arc::downgrade(&self.0);
        Seal { office, _counted: self.0.seals.enter() }
    }

    /// Sends a letter, and returns the number of its receipt when it has arrived.
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
