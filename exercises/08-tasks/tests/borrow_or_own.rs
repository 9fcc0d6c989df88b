//! All letters are on their way at once, and no task has more than it needs.
//!
//! Letters count their copies, and those of them that are left: a value that a task
//! owns is gone with the task, and one that was leaked is not.

#[path = "../borrow_or_own.rs"]
mod borrow_or_own;

use probe::{Entered, Gauge, Observed, OnLane, Rng, observe, time};
use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{runtime::Handle, task::yield_now, time::sleep};

#[test]
fn all_letters_are_on_their_way_at_once() {
    for case in cases() {
        let (post, observed) = run(&case);
        observed.output(None);
        let sent = post.sent();
        let (took, slowest) = (observed.took, case.slowest());
        let in_turn = took == case.total() && case.delays.len() > 1;
        if sorted(&sent) != (0..case.delays.len()).collect::<Vec<_>>() {
            let sent = match &*sent {
                [] => "none of the letters".to_owned(),
                sent => format!("the letters {sent:?}; they are numbered from 0"),
            };
            observed.reject(None, format!("it sent {sent}"));
        }
        let (all, peak) = (sent.len(), post.0.under_way.peak());
        if peak != all {
            let others_wait = in_turn && post.others_wait();
            let belief = (in_turn && !others_wait).then_some("awaits-in-sequence");
            let note = if others_wait {
                "; the other tasks are there meanwhile, and wait for something"
            } else {
                ""
            };
            let measured = format!(
                "of {all} letters, never more than {peak} on the way at a time{note}"
            );
            observed.reject(belief, measured);
        }
        if took != slowest {
            let early = took < slowest && observed.left_alive > 0;
            let (took, slowest) = (time(took), time(slowest));
            let measured = format!("it took {took}; the slowest takes {slowest}");
            observed.reject(early.then_some("spawned-is-done"), measured);
        }
    }
}

#[test]
fn the_receipts_come_in_the_order_of_the_letters() {
    for case in cases() {
        let (post, observed) = run(&case);
        let receipts = &observed.output(None).receipts;
        let number = |&letter: &usize| post.0.receipts[letter];
        if *receipts == post.0.receipts {
            continue;
        }
        let came: Vec<_> = post.arrived().iter().map(number).collect();
        let as_they_came = came.len() == case.delays.len() && *receipts == came;
        let belief = as_they_came.then_some("answers-in-my-order");
        let (right, receipts) = (&post.0.receipts, in_words(receipts));
        let measured = format!(
            "the receipts are {}, and it returned {receipts}",
            in_words(right)
        );
        observed.reject(belief, measured);
    }
}

#[test]
fn no_task_has_more_than_it_needs() {
    for case in cases() {
        let (post, observed) = run(&case);
        let Done { copies, .. } = *observed.output(None);
        let letters = case.delays.len();
        if copies > letters {
            let measured = format!("of {letters} letters it made {copies} copies");
            // Most of a list for each is no accident.
            let all =
                copies > (letters * letters.saturating_sub(1)).max(letters * 3);
            observed.reject(all.then_some("own-all-to-use-one"), measured);
        }
        let seals = post.0.seals.load(Ordering::Relaxed);
        if seals > 1 {
            observed.reject(None, format!("there is one seal; it made {seals}"));
        }
    }
}

#[test]
fn what_a_task_owns_is_gone_with_it() {
    for case in cases() {
        let (post, observed) = run(&case);
        let left = &observed.output(None).left;
        if observed.left_alive > 0 {
            let measured = format!("tasks still running: {}", observed.left_alive);
            observed.reject("spawned-is-done", measured);
        }
        if post.0.foreign_seals.load(Ordering::Relaxed) > 0 {
            let measured = "the seal of an earlier post is still in memory, and closes \
                            letters of this one";
            observed.reject("static-means-forever", measured);
        }
        if !left.is_empty() {
            let left = left.join(", ");
            let measured = format!("all is over; still in memory: {left}");
            observed.reject("static-means-forever", measured);
        }
    }
}

/// What came of it.
struct Done {
    receipts: Vec<u64>,
    /// How often a letter was cloned.
    copies: usize,
    /// What is there when all that the caller had is gone, as in `4 letters`.
    left: Vec<String>,
}

fn run(case: &Case) -> (Post, Observed<Done>) {
    let receipts = case.receipts.clone();
    let post = Post(Arc::new(Office { receipts, ..Office::default() }));
    let given = format!("{} letters", case.delays.len());
    let (attempt, case) = (post.clone(), case.clone());
    let observed = observe(async move {
        let desk = Desk::default();
        let letters: Vec<_> = (case.delays.iter().enumerate())
            .map(|(number, &delay)| desk.letter(number, delay))
            .collect();
        let office = Arc::clone(&attempt.0);
        let posts = Arc::strong_count(&office) - 1;
        let receipts = borrow_or_own::send_all(attempt, &letters).await;
        drop(letters);
        // A task that has told its result may be about to let go of its letter.
        for _ in 0..3 {
            yield_now().await;
        }
        let left = [
            ("letter", desk.there.now()),
            ("seal", office.seals_there.now()),
            ("post", Arc::strong_count(&office) - posts),
        ];
        let left = left.into_iter().filter(|it| it.1 > 0);
        let left = left.map(|(what, many)| match many {
            1 => format!("1 {what}"),
            _ => format!("{many} {what}s"),
        });
        let copies = desk.copies.load(Ordering::Relaxed);
        Done { receipts, copies, left: left.collect() }
    });
    (post, observed.given(given))
}

/// The delays of letters, and their receipts.
#[derive(Clone)]
struct Case {
    delays: Vec<Duration>,
    receipts: Vec<u64>,
}

impl Case {
    fn slowest(&self) -> Duration {
        self.delays.iter().max().copied().unwrap_or_default()
    }

    fn total(&self) -> Duration {
        self.delays.iter().sum()
    }
}

/// One that is easy to think about, one drawn, and none at all.
fn cases() -> impl Iterator<Item = Case> {
    let mut rng = Rng::new();
    let few = rng.range(5..9) as usize;
    let drawn = rng.distinct(few, 1..30).into_iter().map(|it| 97 * it).collect();
    let all: [Vec<u64>; 3] = [vec![300, 100, 400, 200], drawn, vec![]];
    all.into_iter().map(move |millis| Case {
        receipts: rng.distinct(millis.len(), 100..1000),
        delays: millis.into_iter().map(Duration::from_millis).collect(),
    })
}

/// Where letters are written: it counts them.
#[derive(Clone, Default)]
struct Desk {
    there: Gauge,
    copies: Arc<AtomicUsize>,
}

impl Desk {
    fn letter(&self, number: usize, delay: Duration) -> Letter {
        let entered = self.there.enter();
        Letter { number, delay, desk: self.clone(), _entered: entered }
    }
}

/// A letter. To clone one is to copy it out.
pub struct Letter {
    number: usize,
    delay: Duration,
    desk: Desk,
    _entered: Entered,
}

impl Clone for Letter {
    fn clone(&self) -> Self {
        self.desk.copies.fetch_add(1, Ordering::Relaxed);
        self.desk.letter(self.number, self.delay)
    }
}

/// Sends letters. Clones are the same post.
#[derive(Clone)]
pub struct Post(Arc<Office>);

#[derive(Default)]
struct Office {
    receipts: Vec<u64>,
    seals: AtomicUsize,
    seals_there: Gauge,
    /// Letters that came with the seal of another post.
    foreign_seals: AtomicUsize,
    under_way: Gauge,
    /// The most tasks that were alive when a letter was sent.
    tasks: AtomicUsize,
    sent: Mutex<Vec<usize>>,
    arrived: Mutex<Vec<usize>>,
}

/// What letters are closed with. There is one.
pub struct Seal {
    office: Weak<Office>,
    _entered: Entered,
}

impl Post {
    /// Has a seal made.
    pub fn seal(&self) -> Seal {
        self.0.seals.fetch_add(1, Ordering::Relaxed);
        let office = Arc::downgrade(&self.0);
        Seal { office, _entered: self.0.seals_there.enter() }
    }

    /// Sends a letter, and gives the number of its receipt when it has arrived.
    pub async fn send(&self, letter: &Letter, seal: &Seal) -> u64 {
        let number = letter.number;
        if !Weak::ptr_eq(&seal.office, &Arc::downgrade(&self.0)) {
            self.0.foreign_seals.fetch_add(1, Ordering::Relaxed);
        }
        let way = async {
            let _under_way = self.0.under_way.enter();
            // Without a runtime, the sleep will say so.
            if let Ok(runtime) = Handle::try_current() {
                let tasks = runtime.metrics().num_alive_tasks();
                self.0.tasks.fetch_max(tasks, Ordering::Relaxed);
            }
            locked(&self.0.sent).push(number);
            sleep(letter.delay).await;
            locked(&self.0.arrived).push(number);
        };
        way.on_lane(format!("letter {number}")).await;
        self.0.receipts[number]
    }

    /// Whether there were more tasks than the caller's and one or two for a letter.
    fn others_wait(&self) -> bool {
        self.0.tasks.load(Ordering::Relaxed) > 3
    }

    fn sent(&self) -> Vec<usize> {
        locked(&self.0.sent).clone()
    }

    fn arrived(&self) -> Vec<usize> {
        locked(&self.0.arrived).clone()
    }
}

fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn sorted(numbers: &[usize]) -> Vec<usize> {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers
}

fn in_words(receipts: &[u64]) -> String {
    if receipts.is_empty() { "none".to_owned() } else { format!("{receipts:?}") }
}
