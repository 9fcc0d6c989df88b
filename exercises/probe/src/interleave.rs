//! Runs one act at every turn of another act, to find races without relying on luck.
//!
//! A race between two locks fails only if the other side runs exactly between them,
//! which may happen in only one of thousands of runs. The [`Mutex`] of this module
//! has the API of the standard library's. It adds *turns*: points where the other
//! side may run. A turn comes before each lock, after each lock, and after each
//! unlock. [`interleavings`] runs the outer act and, at its first turn, the inner
//! act on another thread. Then it starts over with a new state and runs the inner
//! act at the second turn, and so on, until it has tried each turn.
//!
//! The check re-exports the mutex (`pub use probe::interleave::Mutex;`), and the
//! learner's file uses `crate::Mutex`. A check adds further turns by calling [`turn`],
//! for example in [`crate::TestWaker::on_wake`].

use crate::{Scenario, Shared, ThreadHandle};
use std::{
    cell::{Cell, RefCell},
    fmt::{self, Display},
    hint::{black_box, spin_loop},
    ops::{Deref, DerefMut},
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    sync::{
        self, LockResult, MutexGuard, PoisonError, TryLockError, TryLockResult,
        atomic::{AtomicUsize, Ordering::SeqCst},
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

thread_local! {
    /// The act that this thread is running.
    static ACT: RefCell<Option<Act>> = const { RefCell::new(None) };
    /// How many turns this thread's latest act has had.
    static TURNS: Cell<usize> = const { Cell::new(0) };
    /// Called at each turn of this thread.
    static ON_TURN: Cell<Option<Box<dyn FnMut()>>> = const { Cell::new(None) };
    /// The addresses of the mutexes that this thread has locked.
    static HELD: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
    /// Notified when this thread has to wait for a lock, so that the outer act can
    /// continue.
    static ON_WAIT: Cell<Option<Sender<()>>> = const { Cell::new(None) };
}

struct Act {
    scenario: Scenario,
    name: String,
    misconception: Option<&'static str>,
}

/// An act with this many turns is assumed to be locking in an endless loop.
const MAX_TURNS: usize = 10_000;

/// How often the outer act checks what the inner act's thread is doing. The outer
/// act continues when any of the limits below is reached.
const LOOK_INTERVAL: Duration = Duration::from_millis(10);
/// A thread that is asleep in this many consecutive checks is waiting for something
/// other than a [`Mutex`].
const ASLEEP_LOOKS: usize = 5;
/// A thread that was busy for this long is spinning.
const MAX_BUSY: Duration = Duration::from_millis(20);
/// The limit for all other cases.
const MAX_LOOKS: usize = 100;

/// Runs one side of an interleaving: a call whose turns are counted and that may not
/// return. `name` is its name in a rejection, such as ``"`send`"``. `misconception`
/// explains an act that does not return or that locks in an endless loop.
///
/// A panic in the act rejects the scenario immediately, and does not unwind into the
/// check. So the check's values are not dropped, and no destructor in the learner's
/// code can cause a second panic.
pub fn act<T>(
    s: &Scenario,
    name: impl Display,
    misconception: impl Into<Option<&'static str>>,
    act: impl FnOnce() -> T,
) -> T {
    let (name, misconception) = (name.to_string(), misconception.into());
    TURNS.set(0);
    ACT.set(Some(Act { scenario: s.clone(), name: name.clone(), misconception }));
    let act = || {
        let output = catch_unwind(AssertUnwindSafe(act));
        ACT.take();
        output.unwrap_or_else(|it| s.has_panicked(&*it))
    };
    match misconception {
        Some(misconception) => s.within_or(name, misconception, act),
        None => s.within(name, act),
    }
}

/// How many turns this thread's latest act has had.
pub fn turns() -> usize {
    TURNS.get()
}

/// A point in an act where the other side may run.
pub fn turn() {
    // During unwinding, the other side would see a state that is being torn down.
    if thread::panicking() {
        return;
    }
    let endless = ACT.with_borrow(|act| {
        let act = act.as_ref()?;
        TURNS.set(TURNS.get() + 1);
        let words = || {
            let locks = MAX_TURNS / 2;
            format!("{} locked {locks} times and has not returned", act.name)
        };
        (TURNS.get() == MAX_TURNS)
            .then(|| (act.scenario.clone(), act.misconception, words()))
    });
    if let Some((scenario, misconception, words)) = endless {
        scenario.reject(misconception, words);
    }
    // Taken out during the call, so that a turn inside `on_turn` does not call it
    // again.
    if let Some(mut on_turn) = ON_TURN.take() {
        on_turn();
        ON_TURN.set(Some(on_turn));
    }
}

/// Calls `body`, and calls `on_turn` at each turn of this thread within `body`.
pub fn with_turns<T>(
    on_turn: impl FnMut() + 'static,
    body: impl FnOnce() -> T,
) -> T {
    let outer = ON_TURN.replace(Some(Box::new(on_turn)));
    let output = body();
    ON_TURN.set(outer);
    output
}

/// Returns a function for [`with_turns`] that pauses for a pseudorandom time, usually
/// zero. With these pauses, two threads that run freely meet at different points in
/// each round.
pub fn paces(seed: u64) -> impl FnMut() + Send + 'static {
    // A state of zero would stay zero.
    let mut state = seed.max(1);
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

/// A barrier that releases two threads at the same instant.
#[derive(Debug, Default)]
pub struct Rendezvous(AtomicUsize);

impl Rendezvous {
    /// Waits for the other thread, and then spins for `pause` iterations. A sleep would
    /// be too long to hit the gap between two locks.
    pub fn meet(&self, pause: u64) {
        self.0.fetch_add(1, SeqCst);
        for spins in 1.. {
            if self.0.load(SeqCst) == 2 {
                break;
            }
            // The two threads might share one processor.
            if spins % 100 == 0 { thread::yield_now() } else { spin_loop() }
        }
        for it in 0..pause {
            black_box(it);
        }
    }
}

/// Runs `outer` once for each of its turns, each time on a new state. In the first
/// run, `inner` runs on another thread at the first turn of `outer`, in the second run
/// at the second turn, and so on. Yields each state once both acts have returned.
///
/// At that turn, `outer` waits until `inner` has returned or is itself waiting, for
/// example for a lock that `outer` holds.
pub fn interleavings<T: Clone + Send + 'static>(
    s: &Scenario,
    new: impl Fn() -> T,
    outer: impl Fn(&T),
    inner: impl Fn(&T) + Clone + Send + 'static,
) -> impl Iterator<Item = T> {
    (0..).map_while(move |inner_turn| {
        s.beat();
        let state = new();
        let inner_thread = Rc::<Cell<Option<JoinHandle<()>>>>::default();
        let on_turn = {
            let (s, state, inner) = (s.clone(), state.clone(), inner.clone());
            let (inner_thread, mut turns) = (Rc::clone(&inner_thread), 0);
            move || {
                if turns == inner_turn {
                    let (state, inner) = (state.clone(), inner.clone());
                    inner_thread.set(Some(run_inner(&s, move || inner(&state))));
                }
                turns += 1;
            }
        };
        with_turns(on_turn, || outer(&state));
        // A panic in `inner` rejects the scenario, and its thread never ends.
        inner_thread.take()?.join().ok();
        Some(state)
    })
}

/// Runs the act on another thread, and waits until it has returned or is waiting.
fn run_inner(s: &Scenario, act: impl FnOnce() + Send + 'static) -> JoinHandle<()> {
    let (tell, told) = mpsc::channel();
    let handle = Shared::<Option<ThreadHandle>>::default();
    let its_handle = handle.clone();
    let thread = s.spawn(move || {
        its_handle.set(Some(ThreadHandle::of_this_thread()));
        ON_WAIT.set(Some(tell.clone()));
        act();
        tell.send(()).ok();
    });
    let (mut before, mut asleep_looks) = (None, 0);
    for _ in 0..MAX_LOOKS {
        if told.recv_timeout(LOOK_INTERVAL) != Err(RecvTimeoutError::Timeout) {
            break;
        }
        s.beat();
        // A thread that has not started, or is ready to run, waits only for a processor.
        let Some(handle) = handle.get() else { continue };
        let now = handle.state();
        let is_asleep = now == before && now.is_none_or(|it| it.asleep);
        asleep_looks = if is_asleep { asleep_looks + 1 } else { 0 };
        let is_spinning = now.is_some_and(|it| it.busy >= MAX_BUSY);
        if is_spinning || asleep_looks == ASLEEP_LOOKS {
            break;
        }
        before = now;
    }
    thread
}

/// The standard library's mutex, with turns. This mutex is never poisoned, because a
/// check may continue after a panic.
///
/// # Panics
///
/// If a thread locks a mutex that it already holds, since it would wait for itself
/// forever. In an act, this rejects the scenario instead.
#[derive(Debug, Default)]
pub struct Mutex<T: ?Sized>(sync::Mutex<T>);

impl<T> Mutex<T> {
    /// Like [`std::sync::Mutex::new`].
    pub const fn new(value: T) -> Self {
        Self(sync::Mutex::new(value))
    }

    /// Like [`std::sync::Mutex::into_inner`].
    ///
    /// # Errors
    ///
    /// None: the mutex can't be poisoned.
    pub fn into_inner(self) -> LockResult<T> {
        Ok(self.0.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Like [`std::sync::Mutex::lock`], with a turn before it and after it.
    ///
    /// # Errors
    ///
    /// None: the mutex can't be poisoned.
    pub fn lock(&self) -> LockResult<Guard<'_, T>> {
        turn();
        let guard = self.0.try_lock().unwrap_or_else(|error| match error {
            TryLockError::Poisoned(error) => error.into_inner(),
            TryLockError::WouldBlock => {
                self.ensure_held_elsewhere();
                if let Some(waiting) = ON_WAIT.take() {
                    waiting.send(()).ok();
                }
                crate::lock(&self.0)
            }
        });
        let guard = self.guard(guard);
        // At this turn, a `try_lock` in the other act finds the mutex locked.
        turn();
        Ok(guard)
    }

    /// Like [`std::sync::Mutex::try_lock`], with a turn before it.
    ///
    /// # Errors
    ///
    /// [`TryLockError::WouldBlock`] if the mutex is locked.
    pub fn try_lock(&self) -> TryLockResult<Guard<'_, T>> {
        turn();
        match self.0.try_lock() {
            Ok(guard) => Ok(self.guard(guard)),
            Err(TryLockError::Poisoned(error)) => Ok(self.guard(error.into_inner())),
            Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
        }
    }

    /// Like [`std::sync::Mutex::get_mut`].
    ///
    /// # Errors
    ///
    /// None: the mutex can't be poisoned.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        Ok(self.0.get_mut().unwrap_or_else(PoisonError::into_inner))
    }

    fn ensure_held_elsewhere(&self) {
        if !HELD.with_borrow(|held| held.contains(&self.address())) {
            return;
        }
        let measured = |name: &str| {
            format!(
                "{name} locks a mutex that it already holds: it would wait for \
                 itself forever"
            )
        };
        let act = ACT.with_borrow(|act| {
            act.as_ref().map(|act| (act.scenario.clone(), measured(&act.name)))
        });
        match act {
            Some((scenario, text)) => scenario.reject(None, text),
            None => panic!("{}", measured("this thread")),
        }
    }

    fn address(&self) -> usize {
        (&raw const *self).cast::<()>().addr()
    }

    fn guard<'a>(&self, guard: MutexGuard<'a, T>) -> Guard<'a, T> {
        HELD.with_borrow_mut(|held| held.push(self.address()));
        Guard { guard: Some(guard), address: self.address() }
    }
}

impl<T> From<T> for Mutex<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

/// Like [`std::sync::MutexGuard`], with a turn after the unlock.
#[derive(Debug)]
#[must_use = "the mutex is unlocked immediately if the guard is not kept"]
pub struct Guard<'a, T: ?Sized> {
    /// `None` only during the drop.
    guard: Option<MutexGuard<'a, T>>,
    address: usize,
}

const LOCKED: &str = "the mutex is locked until the guard is dropped";

impl<T: ?Sized> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.guard.as_ref().expect(LOCKED)
    }
}

impl<T: ?Sized> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.guard.as_mut().expect(LOCKED)
    }
}

impl<T: ?Sized + Display> Display for Guard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        self.guard = None;
        HELD.with_borrow_mut(|held| held.retain(|it| *it != self.address));
        turn();
    }
}
