//! Eight programs to call by their names. What they do is counted while they run.

#[path = "../which_is_which.rs"]
mod which_is_which;

use probe::{observe, reject, thread::sleep as keep_busy};
use std::{
    fmt::Write,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread::{self, JoinHandle, ThreadId},
    time::Duration,
};
use tokio::time::{Instant, sleep};
use which_is_which::{
    FOUR_COOKS, FOUR_POTS, IN_TURN, ONE_BIG_SALAD, ONE_KNIFE, TWO_BROTHS,
    TWO_SALADS, TWO_SHIFTS, Word,
};

/// Program 1: two stews, with one cook.
async fn in_turn(kitchen: Kitchen) {
    stew(&kitchen).await;
    stew(&kitchen).await;
}

/// Program 2: four stews, with one cook.
async fn four_pots(kitchen: Kitchen) {
    let kitchen = &kitchen;
    tokio::join!(stew(kitchen), stew(kitchen), stew(kitchen), stew(kitchen));
}

/// Program 3: two salads, with one cook.
async fn two_salads(kitchen: Kitchen) {
    tokio::join!(salad(&kitchen), salad(&kitchen));
}

/// Program 4: two broths, a task each, on a runtime of one thread.
async fn two_broths(kitchen: Kitchen) {
    let one = tokio::spawn(broth(kitchen.clone()));
    let other = tokio::spawn(broth(kitchen));
    one.await.expect("a broth does not panic");
    other.await.expect("a broth does not panic");
}

/// Program 5: four stews, with a cook each. `spawn` starts a thread, `join` waits
/// until it has ended.
fn four_cooks(chef: &mut Cook) {
    let cooks = [(); 4].map(|()| chef.spawn(stew_of_ones_own));
    for cook in cooks {
        chef.join(cook);
    }
}

/// Program 6: two stews, with a cook each.
fn two_shifts(chef: &mut Cook) {
    let early = chef.spawn(stew_of_ones_own);
    chef.join(early);
    let late = chef.spawn(stew_of_ones_own);
    chef.join(late);
}

/// Program 7: two stews, with a cook each, and one knife. The interpreter lock of
/// Python is such a knife.
fn one_knife(chef: &mut Cook) {
    let knife = Knife::default();
    let cooks = [(); 2].map(|()| {
        let knife = knife.clone();
        chef.spawn(move |cook| {
            let order = cook.begin();
            cook.chop_with(&knife, order, 2);
            cook.wait(5);
            cook.serve(order);
        })
    });
    for cook in cooks {
        chef.join(cook);
    }
}

/// Program 8: one salad, cut by two cooks. The chef cuts nothing.
fn one_big_salad(chef: &mut Cook) {
    let order = chef.begin();
    let cooks = [(); 2].map(|()| chef.spawn(move |cook| cook.chop(order, 4)));
    for cook in cooks {
        chef.join(cook);
    }
    chef.serve(order);
}

async fn stew(kitchen: &Kitchen) {
    let order = kitchen.begin();
    kitchen.chop(order, 2);
    kitchen.simmer(5).await;
    kitchen.serve(order);
}

async fn salad(kitchen: &Kitchen) {
    let order = kitchen.begin();
    kitchen.chop(order, 4);
    kitchen.serve(order);
}

async fn broth(kitchen: Kitchen) {
    let order = kitchen.begin();
    kitchen.simmer(6).await;
    kitchen.serve(order);
}

/// A stew of a cook who stands beside the pot.
fn stew_of_ones_own(cook: &mut Cook) {
    let order = cook.begin();
    cook.chop(order, 2);
    cook.wait(5);
    cook.serve(order);
}

// Here end the programs to read. What follows runs them and counts.

#[test]
fn program_1_in_turn_is_called_what_it_is() {
    judge(1);
}

#[test]
fn program_2_four_pots_is_called_what_it_is() {
    judge(2);
}

#[test]
fn program_3_two_salads_is_called_what_it_is() {
    judge(3);
}

#[test]
fn program_4_two_broths_is_called_what_it_is() {
    judge(4);
}

#[test]
fn program_5_four_cooks_is_called_what_it_is() {
    judge(5);
}

#[test]
fn program_6_two_shifts_is_called_what_it_is() {
    judge(6);
}

#[test]
fn program_7_one_knife_is_called_what_it_is() {
    judge(7);
}

#[test]
fn program_8_one_big_salad_is_called_what_it_is() {
    judge(8);
}

/// The first wrong word is told what was counted, and why. The others have to wait:
/// what is learned from the first may mend them.
#[track_caller]
fn judge(number: usize) {
    let programs = programs();
    let program = &programs[number - 1];
    let Some(said) = program.said else { reject(None, "it has no word yet") };
    let kitchen = (program.run)();
    if said == kitchen.answers() {
        return;
    }
    let measured = format!("{number}. {}: you say {}", program.name, said.word());
    let is_wrong = |it: &Program| it.said.is_some_and(|said| said != it.answers());
    if programs[..number - 1].iter().any(is_wrong) {
        let later = "and that is not it. The reason comes when those before it are \
                     right.";
        reject(None, format!("{measured}, {later}"));
    }
    let measured = format!(
        "{measured}.\n\
         At one instant, at most: orders under way {}, cooks at work {}.\n\n\
         {}\n\n{}",
        kitchen.orders_at_once(),
        kitchen.cooks_at_once(),
        kitchen.picture(),
        program.why,
    );
    reject((program.belief)(said), measured);
}

struct Program {
    name: &'static str,
    said: Option<Answers>,
    run: fn() -> Kitchen,
    why: &'static str,
    /// What one believes who says this, if it is wrong.
    belief: fn(Answers) -> Option<&'static str>,
}

impl Program {
    fn answers(&self) -> Answers {
        (self.run)().answers()
    }
}

fn programs() -> [Program; 8] {
    [
        Program {
            name: "in_turn",
            said: IN_TURN.map(answers_of),
            run: || run(in_turn),
            why: "The line that begins the second stew is not reached before the \
                  first stew is served.",
            belief: |said| said.orders.then_some("awaits-in-sequence"),
        },
        Program {
            name: "four_pots",
            said: FOUR_POTS.map(answers_of),
            run: || run(four_pots),
            why: "While a pot simmers, its stew waits and the cook does not: the \
                  cook begins the next one.",
            belief: |said| match said {
                Answers { cooks: false, .. } => Some("one-thread-one-wait"),
                // Salads are nothing but work, and broths nothing but waiting: what
                // is said of them tells why pots are thought to be parallel.
                _ if says_parallel(TWO_SALADS) => Some("each-has-a-thread"),
                _ if says_parallel(TWO_BROTHS) => Some("waits-look-like-work"),
                _ => None,
            },
        },
        Program {
            name: "two_salads",
            said: TWO_SALADS.map(answers_of),
            run: || run(two_salads),
            why: "A salad has no `.await` in it, so its cook has no occasion to \
                  leave it before it is served.",
            belief: |said| {
                Some(if said.cooks { "each-has-a-thread" } else { "join-cuts-in" })
            },
        },
        Program {
            name: "two_broths",
            said: TWO_BROTHS.map(answers_of),
            run: || run(two_broths),
            why: "Both tasks were spawned before either was awaited, and a task \
                  goes on by itself. What goes on in them is waiting.",
            belief: |said| match said {
                Answers { cooks: true, .. } => Some("waits-look-like-work"),
                // Awaiting two handles in turn looks much like awaiting two futures.
                _ => None,
            },
        },
        Program {
            name: "four_cooks",
            said: FOUR_COOKS.map(answers_of),
            run: || run_threads(four_cooks),
            why: "Each of the cooks begins an order, and none of them waits for \
                  another before it chops.",
            belief: |said| {
                let parallel = said.cooks;
                Some(if parallel {
                    "parallel-or-concurrent"
                } else {
                    "threads-take-turns"
                })
            },
        },
        Program {
            name: "two_shifts",
            said: TWO_SHIFTS.map(answers_of),
            run: || run_threads(two_shifts),
            why: "The chef joins the early cook before the late one is there.",
            belief: |_| Some("two-threads-at-once"),
        },
        Program {
            name: "one_knife",
            said: ONE_KNIFE.map(answers_of),
            run: || run_threads(one_knife),
            why: "Both cooks begin an order, and then one of them has to wait for \
                  the knife. For the pots nobody has to wait.",
            belief: |said| {
                let parallel = said.cooks;
                Some(if parallel {
                    "two-threads-at-once"
                } else {
                    "threads-take-turns"
                })
            },
        },
        Program {
            name: "one_big_salad",
            said: ONE_BIG_SALAD.map(answers_of),
            run: || run_threads(one_big_salad),
            why: "Two cooks are not two orders: count what was begun, not who works \
                  on it.",
            // Those who do not know what two cooks do have stumbled over the fifth.
            belief: |_| None,
        },
    ]
}

/// The answers to the two questions.
#[derive(Clone, Copy, PartialEq)]
struct Answers {
    /// Two orders are under way at one instant.
    orders: bool,
    /// Two cooks are at work at one instant.
    cooks: bool,
}

fn answers_of(word: Word) -> Answers {
    let (orders, cooks) = match word {
        Word::Sequential => (false, false),
        Word::Concurrent => (true, false),
        Word::Parallel => (false, true),
        Word::Both => (true, true),
    };
    Answers { orders, cooks }
}

impl Answers {
    fn word(self) -> &'static str {
        match (self.orders, self.cooks) {
            (false, false) => "Sequential",
            (true, false) => "Concurrent",
            (false, true) => "Parallel",
            (true, true) => "Both",
        }
    }
}

fn says_parallel(word: Option<Word>) -> bool {
    word.is_some_and(|word| answers_of(word).cooks)
}

fn run<F>(program: fn(Kitchen) -> F) -> Kitchen
where
    F: Future<Output = ()> + 'static,
{
    let kitchen = Kitchen::default();
    observe(program(kitchen.clone())).output(None);
    kitchen
}

fn run_threads(program: fn(&mut Cook)) -> Kitchen {
    let mut chef = Cook::default();
    program(&mut chef);
    chef.kitchen
}

/// Where orders are begun, worked on and served, and all of it is written down.
///
/// Clones are the same kitchen. Its time is that of the virtual clock or, among
/// threads, that of the cook who writes.
#[derive(Clone, Default)]
struct Kitchen {
    start: Arc<OnceLock<Instant>>,
    begun: Arc<AtomicUsize>,
    notes: Arc<Mutex<Vec<Note>>>,
}

/// What an order or a cook went through. The span's last instant is not in it.
#[derive(Clone, Copy)]
struct Note {
    of: Row,
    mark: char,
    from: Duration,
    to: Duration,
}

#[derive(Clone, Copy, PartialEq)]
enum Row {
    Order(usize),
    Cook(ThreadId),
}

const UNDER_WAY: char = '━';
const AT_WORK: char = '█';

#[derive(Clone, Copy)]
struct Order {
    number: usize,
    begun: Duration,
}

/// What async cooks do. Their clock is the virtual one.
impl Kitchen {
    fn begin(&self) -> Order {
        self.begin_at(self.now())
    }

    /// Keeps the thread busy for so many seconds.
    fn chop(&self, order: Order, seconds: u64) {
        let from = self.now();
        keep_busy(Duration::from_secs(seconds));
        self.note_work(order, from, self.now());
    }

    async fn simmer(&self, seconds: u64) {
        sleep(Duration::from_secs(seconds)).await;
    }

    fn serve(&self, order: Order) {
        self.serve_at(order, self.now());
    }

    fn now(&self) -> Duration {
        self.start.get_or_init(Instant::now).elapsed()
    }
}

/// What is written down, and what comes of it.
impl Kitchen {
    fn begin_at(&self, begun: Duration) -> Order {
        Order { number: self.begun.fetch_add(1, Relaxed), begun }
    }

    fn note_work(&self, order: Order, from: Duration, to: Duration) {
        let cook = Row::Cook(thread::current().id());
        for of in [Row::Order(order.number), cook] {
            self.notes().push(Note { of, mark: AT_WORK, from, to });
        }
    }

    fn serve_at(&self, order: Order, to: Duration) {
        let Order { number, begun: from } = order;
        self.notes().push(Note {
            of: Row::Order(number),
            mark: UNDER_WAY,
            from,
            to,
        });
    }

    fn notes(&self) -> MutexGuard<'_, Vec<Note>> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answers(&self) -> Answers {
        Answers {
            orders: self.orders_at_once() > 1,
            cooks: self.cooks_at_once() > 1,
        }
    }

    fn orders_at_once(&self) -> usize {
        self.peak(|it| it.mark == UNDER_WAY)
    }

    /// A cook does one thing at a time: two who work at one instant are two cooks.
    fn cooks_at_once(&self) -> usize {
        self.peak(|it| matches!(it.of, Row::Cook(_)))
    }

    /// The peak stands at the beginning of some span.
    fn peak(&self, counts: impl Fn(&Note) -> bool) -> usize {
        let notes: Vec<_> = self.notes().iter().copied().filter(counts).collect();
        let at =
            |time| notes.iter().filter(|it| it.from <= time && time < it.to).count();
        notes.iter().map(|it| at(it.from)).max().unwrap_or_default()
    }

    /// A row for each order and for each cook who worked, a column for each second.
    fn picture(&self) -> String {
        let notes = self.notes();
        let mut subjects = Vec::new();
        for note in notes.iter() {
            if !subjects.contains(&note.of) {
                subjects.push(note.of);
            }
        }
        let (orders, cooks): (Vec<_>, Vec<_>) =
            subjects.into_iter().partition(|it| matches!(it, Row::Order(_)));
        let mut picture = String::new();
        for (name, rows) in [("order", orders), ("cook", cooks)] {
            let mut bars: Vec<_> =
                rows.into_iter().map(|row| bar(row, &notes)).collect();
            // Which thread came first is the machine's affair, and not to be seen.
            bars.sort_by(|a, b| b.cmp(a));
            for (number, bar) in (1..).zip(bars) {
                writeln!(picture, "{:<10}{bar}", format!("{name} {number}"))
                    .expect("a string takes all that is written");
            }
        }
        picture + "█ is worked on, or works   ━ is under way"
    }
}

fn bar(row: Row, notes: &[Note]) -> String {
    let mut bar = Vec::new();
    for mark in [UNDER_WAY, AT_WORK] {
        for note in notes.iter().filter(|it| it.of == row && it.mark == mark) {
            let [from, to] = [note.from, note.to].map(|it| it.as_secs() as usize);
            bar.resize(bar.len().max(to), ' ');
            bar[from..to].fill(mark);
        }
    }
    bar.into_iter().collect()
}

/// A thread with a clock of its own, which only its work and its waits move.
///
/// A thread starts at its starter's time, and who joins it or takes over a knife has
/// waited for that: nothing else passes between threads, so these clocks are right
/// whichever thread the machine runs first, and however few cores it has.
#[derive(Default)]
struct Cook {
    kitchen: Kitchen,
    now: Duration,
}

impl Cook {
    fn spawn(
        &self,
        work: impl FnOnce(&mut Self) + Send + 'static,
    ) -> JoinHandle<Self> {
        let mut cook = Self { kitchen: self.kitchen.clone(), now: self.now };
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
        self.now += Duration::from_secs(seconds);
        self.kitchen.note_work(order, from, self.now);
    }

    /// Waits for the knife, if another cook has it, and chops.
    fn chop_with(&mut self, knife: &Knife, order: Order, seconds: u64) {
        let mut free = knife.free.lock().unwrap_or_else(PoisonError::into_inner);
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
