//! Each of the eight programs is called by its right name. What the programs do is
//! counted while they run: orders under way and cooks at work at one instant.
//!
//! Only the first wrong word is told what was counted, and why: what is learned from it
//! may correct the others.

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
fn program_1_in_turn_is_called_what_it_is() {
    judge(1, &[("Concurrent Both", "awaits-in-sequence")]);
}

#[test]
fn program_2_four_pots_is_called_what_it_is() {
    let is_parallel = |word| matches!(word, Some(Word::Parallel | Word::Both));
    // Salads are nothing but work, and broths nothing but waiting: the words for them
    // tell why pots are thought to be parallel.
    let parallel = match (is_parallel(TWO_SALADS), is_parallel(TWO_BROTHS)) {
        (true, _) => vec![("Parallel Both", "each-has-a-thread")],
        (false, true) => vec![("Parallel Both", "waits-look-like-work")],
        (false, false) => vec![],
    };
    judge(2, &[vec![("Sequential", "one-thread-one-wait")], parallel].concat());
}

#[test]
fn program_3_two_salads_is_called_what_it_is() {
    judge(
        3,
        &[("Parallel Both", "each-has-a-thread"), ("Concurrent", "join-cuts-in")],
    );
}

#[test]
fn program_4_two_broths_is_called_what_it_is() {
    // `Sequential` follows from no misconception: awaiting two handles in turn looks
    // much like awaiting two futures.
    judge(4, &[("Parallel Both", "waits-look-like-work")]);
}

#[test]
fn program_5_four_cooks_is_called_what_it_is() {
    let in_turn = ("Sequential Concurrent", "threads-take-turns");
    judge(5, &[("Parallel", "parallel-or-concurrent"), in_turn]);
}

#[test]
fn program_6_two_shifts_is_called_what_it_is() {
    judge(6, &[("Concurrent Parallel Both", "two-threads-at-once")]);
}

#[test]
fn program_7_one_knife_is_called_what_it_is() {
    let in_turn = ("Sequential", "threads-take-turns");
    judge(7, &[("Parallel Both", "two-threads-at-once"), in_turn]);
}

#[test]
fn program_8_one_big_salad_is_called_what_it_is() {
    // A learner who does not know what two cooks do has got the fifth wrong.
    judge(8, &[]);
}

/// Judges the word for a program. Each pair has words that tell of a misconception.
#[track_caller]
fn judge(number: usize, misconceptions: &[(&str, &'static str)]) {
    let (name, reason) = PROGRAMS[number - 1];
    let alternatives = misconceptions.iter().flat_map(|&(words, slug)| {
        words.split(' ').map(move |word| Alternative::unfounded(word, slug))
    });
    Sheet::new([Column::value("word", "it is", "")])
        .strict()
        .because(reason)
        .question(PROGRAMS[0].0, word(IN_TURN), || run(in_turn))
        .question(PROGRAMS[1].0, word(FOUR_POTS), || run(four_pots))
        .question(PROGRAMS[2].0, word(TWO_SALADS), || run(two_salads))
        .question(PROGRAMS[3].0, word(TWO_BROTHS), || run(two_broths))
        .question(PROGRAMS[4].0, word(FOUR_COOKS), || run_threads(four_cooks))
        .question(PROGRAMS[5].0, word(TWO_SHIFTS), || run_threads(two_shifts))
        .question(PROGRAMS[6].0, word(ONE_KNIFE), || run_threads(one_knife))
        .question(PROGRAMS[7].0, word(ONE_BIG_SALAD), || run_threads(one_big_salad))
        .judge(name, alternatives);
}

/// The programs' names, and why they are what they are.
const PROGRAMS: [(&str, &str); 8] = [
    (
        "1. in_turn",
        "The line that begins the second stew is not reached before the first stew is \
         served.",
    ),
    (
        "2. four_pots",
        "While a pot simmers, its stew waits and the cook does not: the cook begins the \
         next one.",
    ),
    (
        "3. two_salads",
        "A salad has no `.await` in it, so its cook has no occasion to leave it before \
         it is served.",
    ),
    (
        "4. two_broths",
        "Both tasks were spawned before either was awaited, and a task goes on by \
         itself. What goes on in them is waiting.",
    ),
    (
        "5. four_cooks",
        "Each of the cooks begins an order, and none of them waits for another before \
         it chops.",
    ),
    ("6. two_shifts", "The chef joins the early cook before the late one is there."),
    (
        "7. one_knife",
        "Both cooks begin an order, and then one of them has to wait for the knife. No \
         cook has to wait for a pot.",
    ),
    (
        "8. one_big_salad",
        "Two cooks are not two orders: count what was begun, not the cooks who work on \
         it.",
    ),
];

fn word(word: Option<Word>) -> Option<&'static str> {
    Some(match word? {
        Word::Sequential => "Sequential",
        Word::Concurrent => "Concurrent",
        Word::Parallel => "Parallel",
        Word::Both => "Both",
    })
}

fn run<F>(program: fn(Kitchen) -> F) -> Outcome
where
    F: Future<Output = ()> + 'static,
{
    let kitchen = Kitchen::default();
    observe(program(kitchen.clone()).on_lane("the cook")).output(None);
    kitchen.outcome()
}

fn run_threads(program: fn(&mut Cook)) -> Outcome {
    let mut chef = Cook::default();
    program(&mut chef);
    chef.kitchen.outcome()
}

/// Where orders are begun, worked on, and served. Clones are the same kitchen.
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

/// What async cooks do. Their clock is the virtual one.
impl Kitchen {
    fn begin(&self) -> Order {
        self.begin_at(self.spans.now())
    }

    fn chop(&self, order: Order, seconds: u64) {
        let from = self.spans.now();
        keep_busy(Duration::from_secs(seconds));
        self.work(order, from, self.spans.now());
    }

    async fn simmer(&self, seconds: u64) {
        sleep(Duration::from_secs(seconds)).await;
    }

    fn serve(&self, order: Order) {
        self.serve_at(order, self.spans.now());
    }
}

/// What is noted, and what is counted.
impl Kitchen {
    fn begin_at(&self, begun: Duration) -> Order {
        Order { number: self.begun.fetch_add(1, Relaxed), begun }
    }

    fn work(&self, order: Order, from: Duration, to: Duration) {
        let cook = thread::current().id();
        self.spans.note(Doing::Work { order: order.number, cook }, from, to);
    }

    fn serve_at(&self, order: Order, to: Duration) {
        self.spans.note(Doing::UnderWay { order: order.number }, order.begun, to);
    }

    fn outcome(&self) -> Outcome {
        let orders = self.spans.peak(|it| matches!(it, Doing::UnderWay { .. }));
        // A cook does one thing at a time: two at one instant are two cooks.
        let cooks = self.spans.peak(|it| matches!(it, Doing::Work { .. }));
        let word = match (orders > 1, cooks > 1) {
            (false, false) => "Sequential",
            (true, false) => "Concurrent",
            (false, true) => "Parallel",
            (true, true) => "Both",
        };
        Outcome::new(word).detail(format!(
            "At one instant, at most: orders under way {orders}, cooks at work {cooks}.\
             \n\n{}",
            self.picture()
        ))
    }

    /// A row for each order and for each cook who worked, a column for each second.
    fn picture(&self) -> String {
        let orders = self.spans.draw("order", |it| match *it {
            Doing::UnderWay { order } => Some((order, '━')),
            Doing::Work { order, .. } => Some((order, '█')),
        });
        let cooks = self.spans.draw("cook", |it| match *it {
            Doing::UnderWay { .. } => None,
            Doing::Work { cook, .. } => Some((cook, '█')),
        });
        format!("{orders}{cooks}█ is worked on, or works   ━ is under way")
    }
}

/// A thread with a clock of its own, which only its work and its waits move.
///
/// A thread starts at its starter's time, and a cook who joins another or takes over a
/// knife has waited for that. Nothing else passes between threads, so these clocks are
/// right whichever thread the machine runs first, and however few cores it has.
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
        self.kitchen.begin_at(self.now)
    }

    fn chop(&mut self, order: Order, seconds: u64) {
        let from = self.now;
        self.wait(seconds);
        self.kitchen.work(order, from, self.now);
    }

    /// Waits for the knife, if another cook has it, and chops.
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
        self.kitchen.serve_at(order, self.now);
    }
}

/// A lock that knows when it was last put down. Clones are the same knife.
#[derive(Clone, Default)]
struct Knife {
    free: Arc<Mutex<Duration>>,
}
