//! No matter when the outcome arrives, either the task that polled last is woken
//! afterward, or its poll sees the outcome.
//!
//! One side acts, and when it first locks or unlocks, the other side acts on another
//! thread. In the next trial, the other side acts at the second lock or unlock, and so
//! on, so nothing is left to chance. Only the last test relies on chance, because its
//! two threads run freely. A poll that does not lock a `crate::Mutex` is rejected.

#[path = "../lost_wakeup.rs"]
mod lost_wakeup;

use lost_wakeup::{Gone, Receiver, Sender, channel};
pub use probe::interleave::Mutex;
use probe::{
    Finding, Rng, Scenario, Shared, TestWaker, Watchdog, ensure,
    interleave::{Rendezvous, act, interleavings, paces, turn, turns, with_turns},
    words::list,
};
use std::{
    fmt,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
        mpsc,
    },
    task::{Context, Poll},
    thread::{self, Thread},
    time::{Duration, Instant},
};

#[test]
fn a_poll_that_finds_nothing_returns_and_wakes_no_task() {
    watch(|s| {
        for end in ENDS {
            let trial = Trial::new(s);
            for task in [A, A, B] {
                trial.does(Act::Poll(task));
                let measured = "a poll is `Ready`, but nothing has been sent";
                ensure!(s, !trial.is_ready(), None, "{measured}");
                let is_quiet = trial.tasks[task].wakes() == 0;
                let measured = "nothing has arrived, but a poll calls its own waker";
                ensure!(s, is_quiet, "waking-myself-is-waiting", "{measured}");
            }
            let measured = "nothing has arrived, but B's poll wakes A";
            ensure!(s, trial.tasks[A].wakes() == 0, None, "{measured}");
            trial.does(end);
            trial.gives_the_outcome(&format!("{end} before the poll"));
            // The drops of two channels must not panic at the same time.
            drop(trial);
            // The same situation, but without an earlier poll.
            let trial = Trial::after(s, &[end]);
            trial.gives_the_outcome(&format!("{end} before the first poll"));
        }
    });
}

#[test]
fn a_value_that_comes_during_a_poll_is_not_missed() {
    watch(|s| meets_a_poll(s, Act::Send));
}

#[test]
fn a_dropped_sender_wakes_the_task() {
    watch(|s| meets_a_poll(s, Act::Drop));
}

#[test]
fn the_task_that_has_polled_last_is_woken() {
    watch(|s| {
        let (a, b) = (Act::Poll(A), Act::Poll(B));
        for end in ENDS {
            in_turn(s, &[a, end]);
            in_turn(s, &[a, b, end]);
            in_turn(s, &[a, a, b, b, end]);
            in_turn(s, &[a, b, a, end]);
            overlapping(s, &[a], b, end);
            overlapping(s, &[a], end, b);
        }
    });
}

#[test]
fn the_receiver_may_be_dropped_first() {
    watch(|s| {
        for end in ENDS {
            for before in [&[][..], &[Act::Poll(A)]] {
                let trial = Trial::after(s, before);
                let receiver = trial.receiver.take();
                act(s, "the drop of the receiver", None, || drop(receiver));
                trial.does(end);
            }
        }
    });
}

/// The receiver is awaited on one thread, and the sender is used on another, many
/// times. Each thread runs at its own pace, with small pauses around each lock.
#[test]
fn no_wake_is_lost_on_two_threads() {
    const ROUNDS: u64 = 8000;
    /// On a busy machine, there are fewer rounds.
    const ENOUGH: Duration = Duration::from_millis(300);
    watch(|s| {
        // A failure here explains more than one that depends on chance.
        ENDS.into_iter().for_each(|end| meets_a_poll(s, end));
        Trial::after(s, &[Act::Poll(A)]);
        let measured = "a poll locks no `crate::Mutex`, so the check cannot let the \
                        sender act in the middle of it, and only luck would show a \
                        lost wake";
        ensure!(s, turns() > 0, None, "{measured}");
        let mut rng = Rng::new();
        let [there, here] = [(); 2].map(|()| paces(rng.range(1..1_000_000)));
        let (hand_over, handed) = mpsc::channel::<(Sender<u64>, Arc<Round>)>();
        let scenario = s.clone();
        let sends = s.spawn(move || {
            let each =
                || handed.iter().for_each(|(it, round)| round.ends(&scenario, it));
            with_turns(there, each);
        });
        with_turns(here, || {
            let begun = Instant::now();
            for number in (1..=ROUNDS).take_while(|_| begun.elapsed() < ENOUGH) {
                let (sender, receiver) = channel();
                let round = Round::new(number, &mut rng);
                let handed = hand_over.send((sender, Arc::clone(&round)));
                handed.expect("it is received until we hang up");
                let given = in_words(round.awaits(s, receiver));
                let sent = in_words(round.sent);
                let measured =
                    format!("the outcome is {sent}, but a poll returns {given}");
                ensure!(s, given == sent, None, "on two threads: {measured}");
            }
        });
        drop(hand_over);
        sends.join().ok();
    });
}

/// Plays the scenario while no other scenario runs, because it checks what threads do.
fn watch(script: impl FnOnce(&Scenario) + Send + 'static) {
    let on_timeout = |s: &Scenario| match &s.calls()[..] {
        [poll] if poll.misconception.is_some() => {
            let measured = "nothing has arrived yet, and a poll does not return";
            Finding::new(poll.misconception, measured)
        }
        calls => {
            let calls = list(calls.iter().map(|it| &it.name));
            Finding::new(None, format!("this does not return: {calls}"))
        }
    };
    let on_panic = |s: &Scenario, words: &str| {
        let call = s.calls().pop().map_or("it".to_owned(), |it| it.name);
        Finding::new(None, format!("{call} panics: {words}"))
    };
    Watchdog::new()
        .alone()
        .patience(Duration::from_millis(1500))
        .on_timeout(on_timeout)
        .on_panic(on_panic)
        .watch(script);
}

/// Tries every way in which the polls of one task can overlap with `end`.
fn meets_a_poll(s: &Scenario, end: Act) {
    let poll = Act::Poll(A);
    in_turn(s, &[poll, end]);
    for before in [&[][..], &[poll]] {
        overlapping(s, before, poll, end);
        overlapping(s, before, end, poll);
    }
}

/// Performs one act after another. The last act is not a poll.
fn in_turn(s: &Scenario, acts: &[Act]) {
    let trial = Trial::after(s, acts);
    let how = acts.iter().map(Act::to_string).collect::<Vec<_>>().join(", then ");
    if trial.sleeps() {
        let last = trial.last();
        let (name, other) = (NAMES[last.task], 1 - last.task);
        let mut measured = format!("{how}: {name} is not woken");
        if trial.tasks[other].wakes() > 0 {
            measured += &format!(", and {} is", NAMES[other]);
            s.reject("first-waker-will-do", measured);
        }
        let wakes = |acts: &[&[Act]]| !Trial::after(s, &acts.concat()).sleeps();
        let misconception = match acts {
            _ if !last.is_retained => Some("pending-without-waker"),
            // If a value had been sent instead, the task would have been woken.
            [before @ .., Act::Drop] if wakes(&[before, &[Act::Send]]) => {
                Some("leaving-needs-no-wake")
            }
            _ => None,
        };
        s.reject(misconception, measured);
    }
    trial.gives_the_outcome(&how);
}

/// Performs the acts in `before`, and then two that overlap: in each trial, `inner`
/// happens at a different lock or unlock of `outer`.
fn overlapping(s: &Scenario, before: &[Act], outer: Act, inner: Act) {
    let new = || Trial::after(s, before);
    let inner_act = move |it: &Trial| it.does(inner);
    for trial in interleavings(s, new, |it| it.does(outer), inner_act) {
        let how = format!("{outer}, and before that is over, {inner}");
        if trial.sleeps() {
            let last = trial.last();
            let misconception = match outer {
                _ if !last.is_retained => "pending-without-waker",
                Act::Poll(_) => "looked-is-still-true",
                _ => "wake-then-tell",
            };
            let name = NAMES[last.task];
            let how = format!("{how}; the poll returns `Pending`, and {name}");
            s.reject(misconception, format!("{how} is not woken after that"));
        }
        trial.gives_the_outcome(&how);
    }
}

/// What is done with the channel.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    /// The receiver is polled by a task, which has its own waker.
    Poll(usize),
    Send,
    /// The sender is dropped.
    Drop,
}

const POLL: &str = "a poll";
/// The misconception behind a poll that does not return.
const BLOCKS: &str = "blocking-is-waiting";
const ENDS: [Act; 2] = [Act::Send, Act::Drop];

/// Two tasks.
const A: usize = 0;
const B: usize = 1;
const NAMES: [&str; 2] = ["A", "B"];

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Poll(task) => write!(f, "task {} polls", NAMES[*task]),
            Self::Send => write!(f, "the value is sent"),
            Self::Drop => write!(f, "the sender is dropped"),
        }
    }
}

/// Sends the value, or drops the sender if there is none, after `before`.
fn ends(
    s: &Scenario,
    sender: Sender<u64>,
    sent: Option<u64>,
    before: impl FnOnce(),
) {
    act(s, name_of(sent), None, || {
        before();
        match sent {
            Some(value) => sender.send(value),
            None => drop(sender),
        }
    });
}

fn name_of(sent: Option<u64>) -> &'static str {
    if sent.is_some() { "`send`" } else { "the drop of the sender" }
}

/// Compiles only if the channel doesn't require any traits of its value.
#[expect(dead_code, reason = "it is enough that it compiles")]
fn carries<T>(it: T) -> impl Future<Output = Result<T, Gone>> {
    let (sender, receiver) = channel();
    sender.send(it);
    receiver
}

/// A channel, what is done with it, and what is observed. All clones share one trial.
#[derive(Clone)]
struct Trial {
    s: Scenario,
    sender: Shared<Option<Sender<u64>>>,
    receiver: Shared<Option<Pin<Box<Receiver<u64>>>>>,
    tasks: [TestWaker; 2],
    last: Shared<Option<Polled>>,
    /// The outcome: a value, or `None` if the sender was dropped.
    outcome: Shared<Option<Option<u64>>>,
}

/// What was observed of the last poll.
#[derive(Clone, Copy)]
struct Polled {
    task: usize,
    /// How often the task had been woken before that poll.
    wakes: usize,
    /// Whether the channel has kept its waker.
    is_retained: bool,
    answer: Poll<Option<u64>>,
}

impl Trial {
    fn new(s: &Scenario) -> Self {
        let (sender, receiver) = channel();
        let (last, outcome) = Default::default();
        let sender = Shared::new(Some(sender));
        let receiver = Shared::new(Some(Box::pin(receiver)));
        let tasks = [(); 2].map(|()| TestWaker::on_wake(turn));
        Self { s: s.clone(), sender, receiver, tasks, last, outcome }
    }

    fn after(s: &Scenario, acts: &[Act]) -> Self {
        let trial = Self::new(s);
        acts.iter().for_each(|act| trial.does(*act));
        trial
    }

    fn does(&self, what: Act) {
        if let Act::Poll(task) = what {
            return act(&self.s, POLL, BLOCKS, || self.polls(task));
        }
        // Every trial of a run sends the same value.
        let sent = (what == Act::Send).then(|| Rng::new().range(1..1000));
        self.outcome.set(Some(sent));
        let sender = self.sender.take().expect("it is used once");
        ends(&self.s, sender, sent, || ());
    }

    fn polls(&self, task: usize) {
        let mut receiver = self.receiver.lock();
        let receiver = receiver.as_mut().expect("it is dropped after the polls");
        let waker = &self.tasks[task];
        let wakes = waker.wakes();
        let answer = waker.poll(receiver.as_mut()).map(Result::ok);
        let is_retained = waker.is_retained();
        self.last.set(Some(Polled { task, wakes, is_retained, answer }));
    }

    fn last(&self) -> Polled {
        self.last.get().expect("it has been polled")
    }

    fn is_ready(&self) -> bool {
        self.last.get().is_some_and(|it| it.answer.is_ready())
    }

    /// True if the last poll is `Pending` and its task has not been woken since that
    /// poll began.
    fn sleeps(&self) -> bool {
        let last = self.last();
        last.answer.is_pending() && self.tasks[last.task].wakes() == last.wakes
    }

    /// Rejects a trial in which the last poll does not return the outcome. If that
    /// poll was `Pending`, polls once more by the same task.
    fn gives_the_outcome(&self, how: &str) {
        if !self.is_ready() {
            let task = self.last.get().map_or(A, |it| it.task);
            self.does(Act::Poll(task));
        }
        let expected = self.outcome.get().expect("something has arrived");
        let given = match self.last().answer {
            Poll::Ready(outcome) if outcome == expected => return,
            Poll::Ready(outcome) => format!("gives {}", in_words(outcome)),
            Poll::Pending => "returns `Pending`".to_owned(),
        };
        self.s.reject(None, format!("{how}, and a poll {given}"));
    }
}

fn in_words(outcome: Option<u64>) -> String {
    outcome.map_or("`Gone`".to_owned(), |value| format!("the value {value}"))
}

/// What the two threads share in a round.
struct Round {
    /// The value to send. If it is `None`, the sender is dropped.
    sent: Option<u64>,
    /// How long each side pauses.
    pauses: [u64; 2],
    begin: Rendezvous,
    /// The task that awaits, and the thread that a wake unparks.
    task: TestWaker,
    receiver: Thread,
    /// The sender is gone.
    is_over: AtomicBool,
}

impl Round {
    /// A round that this thread awaits.
    fn new(number: u64, rng: &mut Rng) -> Arc<Self> {
        let receiver = thread::current();
        let sleeper = receiver.clone();
        let task = TestWaker::on_wake(move || {
            sleeper.unpark();
            turn();
        });
        Arc::new(Self {
            sent: (rng.range(0..5) > 0).then_some(number),
            pauses: [(); 2].map(|()| rng.range(0..80)),
            begin: Rendezvous::default(),
            task,
            receiver,
            is_over: AtomicBool::new(false),
        })
    }

    fn ends(&self, s: &Scenario, sender: Sender<u64>) {
        ends(s, sender, self.sent, || self.begin.meet(self.pauses[0]));
        self.is_over.store(true, SeqCst);
        self.receiver.unpark();
    }

    fn awaits(&self, s: &Scenario, receiver: Receiver<u64>) -> Option<u64> {
        let mut receiver = Box::pin(receiver);
        let waker = self.task.waker();
        let mut context = Context::from_waker(&waker);
        for poll in 0.. {
            let before = self.task.wakes();
            let polled = act(s, POLL, BLOCKS, || {
                if poll == 0 {
                    self.begin.meet(self.pauses[1]);
                }
                receiver.as_mut().poll(&mut context)
            });
            if let Poll::Ready(outcome) = polled {
                return outcome.ok();
            }
            loop {
                let is_over = self.is_over.load(SeqCst);
                if self.task.wakes() > before {
                    break;
                }
                if is_over {
                    let measured = format!(
                        "on two threads: {} is over, the last poll has returned \
                         `Pending`, and its task was not woken after that",
                        name_of(self.sent)
                    );
                    let misconception =
                        (before == 0).then_some("looked-is-still-true");
                    s.reject(misconception, measured);
                }
                thread::park();
            }
        }
        unreachable!("the loop is endless")
    }
}
