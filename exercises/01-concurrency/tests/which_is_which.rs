//! The learner names each of the eight programs. While a program runs, the check counts
//! the orders in progress and the cooks working at each instant.
//!
//! Only the first wrong word is explained, because that explanation may also correct
//! the others.

#[path = "../programs/which_is_which.rs"]
mod programs;
#[path = "../which_is_which.rs"]
mod which_is_which;

use probe::{
    OnLane, Spans, lock, observe,
    predict::{Alternative, Column, Outcome, Sheet},
    thread::sleep as keep_busy,
};
use programs::*;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread::{self, JoinHandle, ThreadId},
    time::Duration,
};
use tokio::time::sleep;
use which_is_which::*;

#[test]
fn program_1_in_turn_is_predicted() {
    judge("1. in_turn", &[("Concurrent Both", "awaits-in-sequence")]);
}

#[test]
fn program_2_four_pots_is_predicted() {
    let is_parallel = |word| matches!(word, Some(Word::Parallel | Word::Both));
    // Salads are only work, and broths are only waiting, so the guesses for them
    // show why the learner thinks that the pots are parallel.
    let in_turn = ("Sequential", "one-thread-one-wait");
    let parallel = match (is_parallel(TWO_SALADS), is_parallel(TWO_BROTHS)) {
        (true, _) => "each-has-a-thread",
        (false, true) => "waits-look-like-work",
        (false, false) => return judge("2. four_pots", &[in_turn]),
    };
    judge("2. four_pots", &[in_turn, ("Parallel Both", parallel)]);
}

#[test]
fn program_3_two_salads_is_predicted() {
    let in_turn = ("Concurrent", "join-cuts-in");
    judge("3. two_salads", &[("Parallel Both", "each-has-a-thread"), in_turn]);
}

#[test]
fn program_4_two_broths_is_predicted() {
    let parallel = ("Parallel Both", "waits-look-like-work");
    // If a single cook can let several pots simmer, these broths are in turn only if
    // a task waits for its handle to be awaited, like a future.
    let in_turn = ("Sequential", "a-task-needs-its-await");
    match FOUR_POTS {
        Some(Word::Concurrent) => judge("4. two_broths", &[parallel, in_turn]),
        _ => judge("4. two_broths", &[parallel]),
    }
}

#[test]
fn program_5_four_cooks_is_predicted() {
    let in_turn = ("Sequential Concurrent", "threads-take-turns");
    judge("5. four_cooks", &[("Parallel", "parallel-or-concurrent"), in_turn]);
}

#[test]
fn program_6_two_shifts_is_predicted() {
    judge("6. two_shifts", &[("Concurrent Parallel Both", "two-threads-at-once")]);
}

#[test]
fn program_7_one_knife_is_predicted() {
    let parallel = ("Parallel Both", "two-threads-at-once");
    let in_turn = ("Sequential", "threads-take-turns");
    match FOUR_COOKS {
        // This learner knows that threads don't have to take turns.
        Some(Word::Both) => judge("7. one_knife", &[parallel]),
        _ => judge("7. one_knife", &[parallel, in_turn]),
    }
}

#[test]
fn program_8_one_big_salad_is_predicted() {
    // A learner who doesn't understand two cooks has already gotten program 5 wrong.
    judge("8. one_big_salad", &[]);
}

/// Judges the word for a program. Each pair holds words and the misconception that
/// they reveal.
#[track_caller]
fn judge(program: &str, misconceptions: &[(&str, &'static str)]) {
    let alternatives = misconceptions.iter().flat_map(|&(words, slug)| {
        words.split(' ').map(move |word| Alternative::unfounded(word, slug))
    });
    sheet().judge(program, alternatives);
}

fn sheet() -> Sheet {
    Sheet::new([Column::value("word", "it is", "")])
        .question("1. in_turn", word(IN_TURN), || run(in_turn))
        .because(
            "The line that begins the second stew runs only after the first \
             stew is served.",
        )
        .question("2. four_pots", word(FOUR_POTS), || run(four_pots))
        .because(
            "While a pot simmers, its stew waits, but the cook doesn't: the cook \
             begins the next one.",
        )
        .question("3. two_salads", word(TWO_SALADS), || run(two_salads))
        .because(
            "A salad has no `.await` in it, so its cook can't leave it before it \
             is served.",
        )
        .question("4. two_broths", word(TWO_BROTHS), || run(two_broths))
        .because(
            "Both tasks were spawned before either was awaited, and a task runs \
             by itself. All that these two do is wait.",
        )
        .question("5. four_cooks", word(FOUR_COOKS), || run_threads(four_cooks))
        .because(
            "Each cook begins an order, and none of them waits for another \
             before chopping.",
        )
        .question("6. two_shifts", word(TWO_SHIFTS), || run_threads(two_shifts))
        .because("The chef joins the early cook before spawning the late one.")
        .question("7. one_knife", word(ONE_KNIFE), || run_threads(one_knife))
        .because(
            "Both cooks begin an order, but there is one knife, so one cook waits \
             while the other chops.",
        )
        .question("8. one_big_salad", word(ONE_BIG_SALAD), || {
            run_threads(one_big_salad)
        })
        .because(match ONE_BIG_SALAD {
            Some(Word::Sequential) => {
                "There is one order, but the two cooks chop at the same instant: the \
                 chef joins neither before both are spawned."
            }
            _ => {
                "Two cooks are not two orders. Count the orders that were begun, not \
                 the cooks who work on them."
            }
        })
}

fn word(word: Option<Word>) -> Option<&'static str> {
    Some(match word? {
        Word::Sequential => "Sequential",
        Word::Concurrent => "Concurrent",
        Word::Parallel => "Parallel",
        Word::Both => "Both",
    })
}

fn run<F: Future + 'static>(program: fn(Kitchen) -> F) -> Outcome {
    let kitchen = Kitchen::default();
    observe(program(kitchen.clone()).on_lane("the cook")).output(None);
    kitchen.outcome()
}

fn run_threads(program: fn(&mut Cook)) -> Outcome {
    let mut chef = Cook::default();
    program(&mut chef);
    chef.kitchen.outcome()
}

/// Where orders are begun, worked on, and served. Clones refer to the same kitchen.
#[derive(Clone, Default)]
struct Kitchen {
    begun: Arc<AtomicUsize>,
    spans: Spans<Doing>,
}

#[derive(Clone, Copy)]
enum Doing {
    UnderWay { order: usize },
    Work { order: usize, cook: ThreadId },
}

#[derive(Clone, Copy)]
struct Order {
    number: usize,
    begun: Duration,
}

/// What an async cook does.
impl Kitchen {
    /// A cook whose clock is the virtual clock.
    fn cook(&self) -> Cook {
        Cook { kitchen: self.clone(), now: self.spans.now() }
    }

    fn begin(&self) -> Order {
        self.cook().begin()
    }

    fn chop(&self, order: Order, seconds: u64) {
        let mut cook = self.cook();
        keep_busy(Duration::from_secs(seconds));
        cook.chop(order, seconds);
    }

    async fn simmer(&self, seconds: u64) {
        sleep(Duration::from_secs(seconds)).await;
    }

    fn serve(&self, order: Order) {
        self.cook().serve(order);
    }
}

/// What is counted.
impl Kitchen {
    fn outcome(&self) -> Outcome {
        let orders = self.spans.peak(|it| matches!(it, Doing::UnderWay { .. }));
        // A cook does one thing at a time, so two pieces of work mean two cooks.
        let cooks = self.spans.peak(|it| matches!(it, Doing::Work { .. }));
        let word = match (orders > 1, cooks > 1) {
            (false, false) => "Sequential",
            (true, false) => "Concurrent",
            (false, true) => "Parallel",
            (true, true) => "Both",
        };
        Outcome::new(word).detail(format!(
            "The most at one instant: orders in progress {orders}, cooks working \
             {cooks}.\n\n{}",
            self.picture()
        ))
    }

    /// A row for each order and for each cook who worked, and a column for each
    /// second.
    fn picture(&self) -> String {
        let orders = self.spans.draw("order", |it| match *it {
            Doing::UnderWay { order } => Some((order, '━')),
            Doing::Work { order, .. } => Some((order, '█')),
        });
        let cooks = self.spans.draw("cook", |it| match *it {
            Doing::UnderWay { .. } => None,
            Doing::Work { cook, .. } => Some((cook, '█')),
        });
        format!("{orders}{cooks}█ work   ━ in progress")
    }
}

/// A thread with its own clock, which only its work and its waits advance.
///
/// A thread starts at the time of the thread that spawned it. Joining a cook, or taking
/// the knife, means waiting for it. Threads don't communicate in any other way, so
/// these clocks are right no matter which thread the machine runs first, and no matter
/// how few cores it has.
#[derive(Clone, Default)]
struct Cook {
    kitchen: Kitchen,
    now: Duration,
}

impl Cook {
    fn spawn(
        &self,
        work: impl FnOnce(&mut Self) + Send + 'static,
    ) -> JoinHandle<Self> {
        let mut cook = self.clone();
        thread::spawn(move || {
            work(&mut cook);
            cook
        })
    }

    fn join(&mut self, cook: JoinHandle<Self>) {
        let cook = cook.join().expect("a cook does not panic");
        self.now = self.now.max(cook.now);
    }

    fn begin(&self) -> Order {
        let number = self.kitchen.begun.fetch_add(1, Relaxed);
        Order { number, begun: self.now }
    }

    fn chop(&mut self, order: Order, seconds: u64) {
        let from = self.now;
        self.wait(seconds);
        let work = Doing::Work { order: order.number, cook: thread::current().id() };
        self.kitchen.spans.note(work, from, self.now);
    }

    /// Waits until no other cook has the knife, then chops.
    fn chop_with(&mut self, knife: &Knife, order: Order, seconds: u64) {
        let mut free = lock(&knife.free);
        self.now = self.now.max(*free);
        self.chop(order, seconds);
        *free = self.now;
    }

    fn wait(&mut self, seconds: u64) {
        self.now += Duration::from_secs(seconds);
    }

    fn serve(&self, order: Order) {
        let under_way = Doing::UnderWay { order: order.number };
        self.kitchen.spans.note(under_way, order.begun, self.now);
    }
}

/// A lock that knows when it was last released. Clones refer to the same knife.
#[derive(Clone, Default)]
struct Knife {
    free: Arc<Mutex<Duration>>,
}
