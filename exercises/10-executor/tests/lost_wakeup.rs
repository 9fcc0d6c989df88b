//! Whenever the outcome comes, whoever has polled last is woken after it, or sees
//! it.
//!
//! One side runs, and at its first lock or unlock the other has its turn, on
//! another thread; in the next trial at its second, and so on: each place is tried,
//! and none is left to luck. Two threads that have to be lucky come last; a poll that
//! takes none of our locks would meet only them, and is sent back.

#[path = "../lost_wakeup.rs"]
mod lost_wakeup;

use lost_wakeup::{Receiver, Sender, channel};
use probe::{Rng, is_todo, reject};
use std::{
    any::Any,
    cell::{Cell, RefCell},
    fmt,
    hint::{black_box, spin_loop},
    mem,
    ops::{Deref, DerefMut},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    rc::Rc,
    sync::{
        self, Arc, LockResult, MutexGuard, PoisonError, TryLockError, TryLockResult,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    task::{Context, Poll, Wake, Waker},
    thread::{self, JoinHandle, Thread},
    time::{Duration, Instant},
};

#[test]
fn a_poll_that_finds_nothing_returns_and_wakes_nobody() {
    let value = Rng::new().range(1..1000);
    watch(move |watched| {
        for last in [Act::Send, Act::Drop] {
            let trial = Trial::new(value, watched);
            for _ in 0..3 {
                trial.does(Act::Poll(A));
                if trial.is_ready() {
                    fault(None, "a poll is `Ready`, and nothing has been sent");
                }
                if trial.rings(A) > 0 {
                    let measured =
                        "nothing has come, and a poll calls its own waker";
                    fault("waking-myself-is-waiting", measured);
                }
            }
            trial.does(last);
            trial.does(Act::Poll(A));
            trial.is_settled(|| format!("{last} before the poll"));
            // And if nobody has polled before.
            let trial = Trial::new(value, watched);
            trial.does(last);
            trial.does(Act::Poll(A));
            trial.is_settled(|| format!("{last} before the first poll"));
        }
    });
}

#[test]
fn a_value_that_comes_during_a_poll_is_not_missed() {
    let value = Rng::new().range(1..1000);
    watch(move |watched| {
        however_they_meet(Act::Send, value, watched);
    });
}

#[test]
fn whoever_has_polled_last_is_woken() {
    let value = Rng::new().range(1..1000);
    watch(move |watched| {
        let (a, b) = (Act::Poll(A), Act::Poll(B));
        for last in [Act::Send, Act::Drop] {
            one_after_the_other(&[a, last], value, watched);
            one_after_the_other(&[a, b, last], value, watched);
            one_after_the_other(&[a, a, b, b, last], value, watched);
            one_after_the_other(&[a, b, a, last], value, watched);
            one_during_the_other(&[a], b, last, value, watched);
            one_during_the_other(&[a], last, b, value, watched);
        }
    });
}

#[test]
fn a_sender_that_is_dropped_wakes_as_well() {
    let value = Rng::new().range(1..1000);
    watch(move |watched| {
        however_they_meet(Act::Drop, value, watched);
    });
}

#[test]
fn nobody_need_listen_any_more() {
    let value = Rng::new().range(1..1000);
    watch(move |watched| {
        for polls in 0..2 {
            for last in [Act::Send, Act::Drop] {
                let trial = Trial::new(value, watched);
                (0..polls).for_each(|_| trial.does(Act::Poll(A)));
                *lock(&trial.receiver) = None;
                trial.does(last);
            }
        }
    });
}

/// The receiver is awaited on one thread, and the sender is used on another: often,
/// each at its own pace, and with small pauses around each lock.
#[test]
fn nothing_is_lost_on_two_threads() {
    const ROUNDS: usize = 8000;
    const ENOUGH: Duration = Duration::from_millis(300);
    const PAUSE: u64 = 80;
    let mut rng = Rng::new();
    let rounds: Vec<_> = (1..=ROUNDS)
        .map(|round| Round {
            sent: (rng.range(0..5) > 0).then_some(round as u64),
            pauses: [(); 2].map(|()| rng.range(0..PAUSE)),
        })
        .collect();
    let [there, here] = [(); 2].map(|()| paces(rng.range(1..1_000_000)));
    watch(move |watched| {
        // What fails here already is told better without threads.
        for end in [Act::Send, Act::Drop] {
            however_they_meet(end, 1, watched);
        }
        let trial = Trial::new(1, watched);
        trial.does(Act::Poll(A));
        if TURNS.get().1 == 0 {
            let measured = "a poll locks no `crate::Mutex`: so the check cannot let \
                            the sender have its turn in the middle of it, and whether \
                            a wake is lost is a matter of luck";
            fault(None, measured);
        }
        let (hand_over, handed) = mpsc::channel::<(Sender<u64>, Arc<Meeting>)>();
        let sends = thread::spawn({
            let (watched, rounds) = (Arc::clone(watched), rounds.clone());
            move || {
                at_each_turn(there);
                for ((sender, meeting), round) in handed.into_iter().zip(rounds) {
                    meeting.sends(sender, round, &watched);
                }
            }
        });
        at_each_turn(here);
        let begun = Instant::now();
        for round in rounds {
            // On a busy machine there are fewer rounds, and nobody waits for them.
            if begun.elapsed() > ENOUGH {
                break;
            }
            let (sender, receiver) = channel();
            let meeting = Meeting::of_the_caller();
            if hand_over.send((sender, Arc::clone(&meeting))).is_err() {
                break;
            }
            let outcome = meeting.awaits(receiver, round, watched);
            if outcome != round.sent {
                let [came, sent] = [outcome, round.sent].map(in_words);
                let measured = format!("on two threads: {sent} comes out as {came}");
                fault(None, measured);
            }
        }
        TURN.take();
        drop(hand_over);
        sends.join().unwrap_or_else(|panic| resume_unwind(panic));
    });
}

#[derive(Clone, Copy)]
struct Round {
    /// The value; without one the sender is dropped.
    sent: Option<u64>,
    /// How long each side hesitates.
    pauses: [u64; 2],
}

/// Where the two threads meet in a round.
struct Meeting {
    bell: Arc<Bell>,
    receiver: Thread,
    /// How many sides are there.
    there: AtomicUsize,
    /// The sender is gone.
    over: AtomicBool,
}

impl Meeting {
    fn of_the_caller() -> Arc<Self> {
        let receiver = thread::current();
        let sleeper = Some(receiver.clone());
        let bell = Arc::new(Bell { sleeper, ..Bell::default() });
        let (there, over) = Default::default();
        Arc::new(Self { bell, receiver, there, over })
    }

    /// Waits for the other side, and then for a moment.
    fn begins(&self, pause: u64) {
        self.there.fetch_add(1, Ordering::SeqCst);
        for spins in 1.. {
            if self.there.load(Ordering::SeqCst) == 2 {
                break;
            }
            // There may be one processor for both.
            if spins % 100 == 0 { thread::yield_now() } else { spin_loop() }
        }
        // The gaps are as short as this: `spin_loop` would leap over them.
        for it in 0..pause {
            black_box(it);
        }
    }

    fn sends(&self, sender: Sender<u64>, round: Round, watched: &Watched) {
        let what = if round.sent.is_some() { SEND } else { DROP };
        watched.during(what, || {
            self.begins(round.pauses[0]);
            match round.sent {
                Some(value) => sender.send(value),
                None => drop(sender),
            }
        });
        self.over.store(true, Ordering::SeqCst);
        self.receiver.unpark();
    }

    fn awaits(
        &self,
        receiver: Receiver<u64>,
        round: Round,
        watched: &Watched,
    ) -> Option<u64> {
        let waker = Waker::from(Arc::clone(&self.bell));
        let mut context = Context::from_waker(&waker);
        let mut receiver = Box::pin(receiver);
        let mut pause = Some(round.pauses[1]);
        loop {
            let before = self.bell.rings();
            let mut poll = Poll::Pending;
            watched.during(POLL, || {
                if let Some(pause) = pause.take() {
                    self.begins(pause);
                }
                poll = receiver.as_mut().poll(&mut context);
            });
            if let Poll::Ready(outcome) = poll {
                return outcome.ok();
            }
            loop {
                let over = self.over.load(Ordering::SeqCst);
                if self.bell.rings() > before {
                    break;
                }
                if over {
                    let act = if round.sent.is_some() { SEND } else { DROP };
                    let measured = format!(
                        "on two threads: {act} is over, the last poll has returned \
                         `Pending`, and its task was not woken after that"
                    );
                    let belief = (before == 0).then_some("looked-is-still-true");
                    fault(belief, measured);
                }
                thread::park();
            }
        }
    }
}

/// Spins or gives way now and then, and mostly does neither.
fn paces(seed: u64) -> impl FnMut() + Send + 'static {
    let mut state = seed;
    move || {
        // Xorshift: Marsaglia, "Xorshift RNGs", 2003.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        match state % 8 {
            0 => thread::yield_now(),
            1..4 => (0..state % 100).for_each(|_| spin_loop()),
            _ => {}
        }
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

/// Two tasks.
const A: usize = 0;
const B: usize = 1;

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Poll(task) => {
                write!(f, "task {} polls", ["A", "B"][*task])
            }
            Self::Send => write!(f, "the value is sent"),
            Self::Drop => write!(f, "the sender is dropped"),
        }
    }
}

/// A channel, and what is done with it and seen of it.
struct Trial {
    sender: sync::Mutex<Option<Sender<u64>>>,
    receiver: sync::Mutex<Option<Pin<Box<Receiver<u64>>>>>,
    value: u64,
    bells: [Arc<Bell>; 2],
    polls: sync::Mutex<Vec<Polled>>,
    /// What is sent, or that nothing is.
    outcome: sync::Mutex<Option<Option<u64>>>,
    watched: Arc<Watched>,
}

#[derive(Clone, Copy)]
struct Polled {
    task: usize,
    /// How often the task had been woken before.
    rings: usize,
    /// Somebody has kept its waker.
    kept: bool,
    answer: Poll<Option<u64>>,
}

impl Trial {
    fn new(value: u64, watched: &Arc<Watched>) -> Arc<Self> {
        let (sender, receiver) = channel();
        Arc::new(Self {
            sender: sync::Mutex::new(Some(sender)),
            receiver: sync::Mutex::new(Some(Box::pin(receiver))),
            value,
            bells: Default::default(),
            polls: sync::Mutex::default(),
            outcome: sync::Mutex::default(),
            watched: Arc::clone(watched),
        })
    }

    fn does(&self, act: Act) {
        match act {
            Act::Poll(task) => self.watched.during(POLL, || self.polls(task)),
            Act::Send => {
                *lock(&self.outcome) = Some(Some(self.value));
                let sender = self.sender();
                self.watched.during(SEND, || sender.send(self.value));
            }
            Act::Drop => {
                *lock(&self.outcome) = Some(None);
                let sender = self.sender();
                self.watched.during(DROP, || drop(sender));
            }
        }
    }

    fn sender(&self) -> Sender<u64> {
        lock(&self.sender).take().expect("it is used once")
    }

    fn polls(&self, task: usize) {
        let mut receiver = lock(&self.receiver);
        let receiver = receiver.as_mut().expect("it is not dropped before");
        let bell = Waker::from(Arc::clone(&self.bells[task]));
        let rings = self.rings(task);
        let poll = receiver.as_mut().poll(&mut Context::from_waker(&bell));
        let answer = poll.map(Result::ok);
        drop(bell);
        let kept = Arc::strong_count(&self.bells[task]) > 1;
        lock(&self.polls).push(Polled { task, rings, kept, answer });
    }

    fn rings(&self, task: usize) -> usize {
        self.bells[task].rings()
    }

    fn last(&self) -> Polled {
        *lock(&self.polls).last().expect("it has been polled")
    }

    fn is_ready(&self) -> bool {
        self.last().answer.is_ready()
    }

    /// Whether the last poll is `Pending` and its task was not woken since it
    /// began.
    fn sleeps(&self) -> bool {
        let last = self.last();
        last.answer.is_pending() && self.rings(last.task) == last.rings
    }

    /// Rejects a last poll that does not give what has come.
    fn is_settled(&self, what: impl FnOnce() -> String) {
        let expected = lock(&self.outcome).expect("something has come");
        match self.last().answer {
            Poll::Ready(outcome) if outcome == expected => {}
            Poll::Ready(outcome) => {
                let outcome = in_words(outcome);
                fault(None, format!("{}, and a poll gives {outcome}", what()));
            }
            Poll::Pending => {
                fault(None, format!("{}, and a poll returns `Pending`", what()));
            }
        }
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        // What is told already is not to be followed by a second panic.
        if thread::panicking() {
            mem::forget((lock(&self.sender).take(), lock(&self.receiver).take()));
        }
    }
}

fn in_words(outcome: Option<u64>) -> String {
    outcome.map_or("`Gone`".to_owned(), |value| format!("the value {value}"))
}

/// Does one thing after the other, the last of them not a poll.
fn one_after_the_other(acts: &[Act], value: u64, watched: &Arc<Watched>) {
    let trial = done_in_turn(acts, value, watched);
    let what = || {
        let acts = acts.iter().map(Act::to_string).collect::<Vec<_>>();
        acts.join(", then ")
    };
    let last = trial.last();
    if trial.sleeps() {
        let (name, other) = (["A", "B"][last.task], ["B", "A"][last.task]);
        let mut measured = format!("{}: {name} is not woken", what());
        if trial.rings(1 - last.task) > 0 {
            measured += &format!(", and {other} is");
            fault("first-waker-will-do", measured);
        }
        let belief = if !last.kept {
            Some("pending-without-waker")
        } else if acts.ends_with(&[Act::Drop]) && wakes_for_a_value(acts, watched) {
            Some("leaving-needs-no-wake")
        } else {
            None
        };
        fault(belief, measured);
    }
    if !trial.is_ready() {
        trial.does(Act::Poll(last.task));
    }
    trial.is_settled(what);
}

fn done_in_turn(acts: &[Act], value: u64, watched: &Arc<Watched>) -> Arc<Trial> {
    let trial = Trial::new(value, watched);
    acts.iter().for_each(|act| trial.does(*act));
    trial
}

/// Whether all would be well if in the end a value were sent.
fn wakes_for_a_value(acts: &[Act], watched: &Arc<Watched>) -> bool {
    let mut acts = acts.to_vec();
    acts.pop();
    acts.push(Act::Send);
    !done_in_turn(&acts, 1, watched).sleeps()
}

/// One task, and every way in which it can meet the end of the sender.
fn however_they_meet(end: Act, value: u64, watched: &Arc<Watched>) {
    let poll = Act::Poll(A);
    one_after_the_other(&[poll, end], value, watched);
    for before in [&[][..], &[poll]] {
        one_during_the_other(before, poll, end, value, watched);
        one_during_the_other(before, end, poll, value, watched);
    }
}

/// Does some things, and then two of which one comes in the middle of the other: at
/// its first turn, and in another trial at its second, and so on.
fn one_during_the_other(
    before: &[Act],
    outer: Act,
    inner: Act,
    value: u64,
    watched: &Arc<Watched>,
) {
    for turn in 0.. {
        let trial = Trial::new(value, watched);
        before.iter().for_each(|act| trial.does(*act));
        let started = Rc::<Cell<Option<JoinHandle<()>>>>::default();
        let mut turns = 0;
        at_each_turn({
            let (trial, started) = (Arc::clone(&trial), Rc::clone(&started));
            move || {
                if turns == turn {
                    started.set(Some(has_its_turn(&trial, inner)));
                }
                turns += 1;
            }
        });
        trial.does(outer);
        TURN.take();
        let Some(started) = started.take() else {
            return;
        };
        started.join().unwrap_or_else(|panic| resume_unwind(panic));

        let last = trial.last();
        if trial.sleeps() {
            let name = ["A", "B"][last.task];
            let (belief, got) = match outer {
                Act::Poll(_) => ("looked-is-still-true", "; the poll returns"),
                _ => ("wake-then-tell", " and gets"),
            };
            let belief = if last.kept { belief } else { "pending-without-waker" };
            let measured = format!(
                "{outer}, and before that is over {inner}{got} `Pending`; {name} is \
                 not woken after that"
            );
            fault(belief, measured);
        }
        if !trial.is_ready() {
            trial.does(Act::Poll(last.task));
        }
        trial.is_settled(|| format!("{outer}, and before that is over {inner}"));
    }
}

/// Does something on another thread, and waits until that is done or has to wait
/// itself. If it waits for what is none of our locks, this goes on after a moment.
fn has_its_turn(trial: &Arc<Trial>, act: Act) -> JoinHandle<()> {
    const MOMENT: Duration = Duration::from_millis(50);
    let (say, heard) = mpsc::channel();
    let trial = Arc::clone(trial);
    let started = thread::spawn(move || {
        WAITS.set(Some(say.clone()));
        trial.does(act);
        say.send(()).ok();
    });
    heard.recv_timeout(MOMENT).ok();
    started
}

thread_local! {
    /// What is done at each turn that the other side may have.
    static TURN: RefCell<Option<Box<dyn FnMut()>>> = const { RefCell::new(None) };
    /// What is under way on this thread, and how many turns that had.
    static TURNS: Cell<(&str, usize)> = const { Cell::new(("", 0)) };
    /// The addresses of the mutexes that this thread has locked.
    static HELD: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
    /// Who wants to know that this thread has to wait.
    static WAITS: RefCell<Option<mpsc::Sender<()>>> = const { RefCell::new(None) };
}

/// Nobody locks so often who does not try again and again.
const MANY: usize = 10_000;

fn at_each_turn(act: impl FnMut() + 'static) {
    TURN.set(Some(Box::new(act)));
}

/// The other side may have its turn.
fn turn() {
    if thread::panicking() {
        return;
    }
    let (what, turns) = TURNS.get();
    TURNS.set((what, turns + 1));
    if turns == MANY {
        let belief = (what == POLL).then_some("blocking-is-waiting");
        fault(belief, format!("{what} locks {} times, and is not over", MANY / 2));
    }
    // What is done then has no turns itself.
    if let Some(mut act) = TURN.take() {
        act();
        TURN.set(Some(act));
    }
}

/// The mutex of the standard library, with turns around each lock and unlock. A
/// panic leaves no mark in it, as ours may go through code that could not stand
/// that.
#[derive(Debug, Default)]
pub struct Mutex<T>(sync::Mutex<T>);

impl<T> Mutex<T> {
    pub const fn new(value: T) -> Self {
        Self(sync::Mutex::new(value))
    }

    pub fn lock(&self) -> LockResult<Guard<'_, T>> {
        turn();
        let guard = self.0.try_lock().unwrap_or_else(|error| match error {
            TryLockError::Poisoned(error) => error.into_inner(),
            TryLockError::WouldBlock => {
                self.is_held_elsewhere();
                let waits = WAITS.take();
                waits.map(|it| it.send(()).ok());
                lock(&self.0)
            }
        });
        let guard = self.guard(guard);
        // Who does not wait for a lock sees now that it is held.
        turn();
        Ok(guard)
    }

    pub fn try_lock(&self) -> TryLockResult<Guard<'_, T>> {
        turn();
        match self.0.try_lock() {
            Ok(guard) => Ok(self.guard(guard)),
            Err(TryLockError::Poisoned(error)) => Ok(self.guard(error.into_inner())),
            Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
        }
    }

    fn is_held_elsewhere(&self) {
        let here = HELD.with_borrow(|held| held.contains(&self.address()));
        if here && !thread::panicking() {
            let (what, _) = TURNS.get();
            let measured = format!(
                "{what} locks a mutex that it has locked already: it would wait for \
                 itself for ever"
            );
            fault(None, measured);
        }
    }

    fn address(&self) -> usize {
        (&raw const *self).addr()
    }

    fn guard<'a>(&self, guard: MutexGuard<'a, T>) -> Guard<'a, T> {
        HELD.with_borrow_mut(|held| held.push(self.address()));
        Guard { guard: Some(guard), address: self.address() }
    }

    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.0.get_mut()
    }

    pub fn into_inner(self) -> LockResult<T> {
        self.0.into_inner()
    }
}

#[derive(Debug)]
pub struct Guard<'a, T> {
    guard: Option<MutexGuard<'a, T>>,
    address: usize,
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.guard.as_ref().expect("it is there until the drop")
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.guard.as_mut().expect("it is there until the drop")
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        self.guard = None;
        HELD.with_borrow_mut(|held| held.retain(|it| *it != self.address));
        turn();
    }
}

/// A task, as far as it can be woken. The other side may have its turn at once.
#[derive(Default)]
struct Bell {
    rings: AtomicUsize,
    /// Who is unparked when it rings.
    sleeper: Option<Thread>,
}

impl Bell {
    fn rings(&self) -> usize {
        self.rings.load(Ordering::SeqCst)
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.rings.fetch_add(1, Ordering::SeqCst);
        if let Some(sleeper) = &self.sleeper {
            sleeper.unpark();
        }
        turn();
    }
}

/// What is under way in a test that is watched.
#[derive(Default)]
struct Watched {
    under_way: sync::Mutex<Vec<&'static str>>,
    events: AtomicUsize,
}

const POLL: &str = "a poll";
const SEND: &str = "`send`";
const DROP: &str = "the drop of the sender";

impl Watched {
    fn during(&self, what: &'static str, act: impl FnOnce()) {
        self.events.fetch_add(1, Ordering::SeqCst);
        lock(&self.under_way).push(what);
        TURNS.set((what, 0));
        act();
        let mut under_way = lock(&self.under_way);
        let place = under_way.iter().rposition(|it| *it == what);
        under_way.remove(place.expect("it was put there above"));
    }

    fn events(&self) -> usize {
        self.events.load(Ordering::SeqCst)
    }

    /// What to say of a panic.
    fn has_ended(&self, panic: Box<dyn Any + Send>) -> Fault {
        let words = match panic.downcast::<Fault>() {
            Ok(fault) => return *fault,
            Err(panic) => probe::panic_words(&*panic),
        };
        let words = words.unwrap_or_else(|| "something that is no text".to_owned());
        let what = lock(&self.under_way).last().copied().unwrap_or("it");
        let measured = match is_todo(&words) {
            true => "there is still a `todo!()` in it".to_owned(),
            false => format!("{what} panics: {words}"),
        };
        Fault { belief: None, measured }
    }

    /// What to say if nothing happens any more.
    fn is_stuck(&self) -> Fault {
        let under_way = lock(&self.under_way).clone();
        let (belief, measured) = match *under_way {
            [POLL] => (
                Some("blocking-is-waiting"),
                "nothing has come yet, and a poll does not return".to_owned(),
            ),
            _ => (None, format!("this does not end: {}", under_way.join(", "))),
        };
        Fault { belief, measured }
    }
}

/// What is not as it should be, and what one believes who has it so.
struct Fault {
    belief: Option<&'static str>,
    measured: String,
}

/// Ends the test that is watched, as a panic does.
fn fault(belief: impl Into<Option<&'static str>>, measured: impl Into<String>) -> ! {
    let (belief, measured) = (belief.into(), measured.into());
    resume_unwind(Box::new(Fault { belief, measured }))
}

/// A test in which nothing happens for so many such times is stuck, and no other
/// makes anybody wait for them. Many short ones tell a machine that stood still
/// from a lock.
const PATIENCE: (usize, Duration) = (6, Duration::from_millis(250));

/// With the second test that is stuck.
const LESS: (usize, Duration) = (3, Duration::from_millis(50));

/// Runs a test on a thread of its own, and rejects whatever is not as it should be.
///
/// The probe's `come_back` would not do: it counts time, and not silence. When one test
/// is stuck, it would take the last one for stuck as well, which works for as long as
/// the others are given then.
fn watch(test: impl FnOnce(&Arc<Watched>) + Send + 'static) {
    // One at a time, and nobody waits long for a second one that is stuck.
    static STUCK: sync::Mutex<bool> = sync::Mutex::new(false);
    let mut stuck = lock(&STUCK);
    let (most, time) = if *stuck { LESS } else { PATIENCE };

    let (say, ends) = mpsc::channel();
    let watched = Arc::<Watched>::default();
    thread::spawn({
        let watched = Arc::clone(&watched);
        move || {
            let end = catch_unwind(AssertUnwindSafe(|| test(&watched)));
            if end.is_err() {
                // It may hold a channel, which is not to have turns in its drop.
                mem::forget(TURN.take());
            }
            // Nobody hears it if it comes too late.
            say.send(end.map_err(|panic| watched.has_ended(panic))).ok();
        }
    });
    let (mut events, mut silence) = (0, 0);
    let fault = loop {
        match ends.recv_timeout(time) {
            Ok(Ok(())) => return,
            Ok(Err(fault)) => break fault,
            Err(_) if watched.events() > events => {
                (events, silence) = (watched.events(), 0);
            }
            Err(_) if silence < most => silence += 1,
            Err(_) => {
                *stuck = true;
                break watched.is_stuck();
            }
        }
    };
    drop(stuck);
    reject(fault.belief, fault.measured)
}

fn lock<T>(mutex: &sync::Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
