//! Two acts that meet at every place where they can: for races that luck would hide.
//!
//! A gap between two locks fails only when the other side comes just then, and that may
//! happen once in thousands of runs. This [`Mutex`] has the API of the standard
//! library's, and a *turn* before each lock, after it, and after each unlock: a place
//! where the other side may act. [`interleavings`] plays one act, and at its first turn
//! another one, on another thread; then again with a new state, and the other one at
//! the second turn; and so on. Each place is tried, and none is left to luck.
//!
//! The check re-exports the mutex (`pub use probe::interleave::Mutex;`), and the
//! learner's file uses `crate::Mutex`. Other places get a turn where the check calls
//! [`turn`], such as in [`crate::TestWaker::on_wake`].

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
    /// What this thread does.
    static ACT: RefCell<Option<Act>> = const { RefCell::new(None) };
    /// How many turns its latest act has had.
    static TURNS: Cell<usize> = const { Cell::new(0) };
    /// What happens at each turn of this thread.
    static ON_TURN: Cell<Option<Box<dyn FnMut()>>> = const { Cell::new(None) };
    /// The addresses of the mutexes that this thread has locked.
    static HELD: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
    /// Who goes on as soon as this thread has to wait for a lock.
    static ON_WAIT: Cell<Option<Sender<()>>> = const { Cell::new(None) };
}

struct Act {
    scenario: Scenario,
    name: String,
    misconception: Option<&'static str>,
}

/// An act with more turns than this tries again and again.
const MANY: usize = 10_000;

/// How often one side looks at what the other does. If that sleeps through so many
/// looks, it waits for something that is not a [`Mutex`], and the first side goes on;
/// and so it does if the other has worked for so long, which spins, or after the most
/// looks.
const LOOK: Duration = Duration::from_millis(10);
const STILL_LOOKS: usize = 5;
const MOST_WORK: Duration = Duration::from_millis(20);
const MOST_LOOKS: usize = 100;

/// One side of what is interleaved: a call whose turns are counted, and that may not
/// return. `name` says what it is, such as ``"`send`"``; `misconception` explains one
/// that does not return, or that locks in an endless loop.
///
/// A panic in it rejects the scenario at once, before it reaches the check: nothing of
/// the check is dropped, so that no destructor of the learner's panics as well.
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

/// A place in an act where the other side may have its turn.
pub fn turn() {
    // What unwinds is over: the other side would act in a state that is given up.
    if thread::panicking() {
        return;
    }
    let endless = ACT.with_borrow(|act| {
        let act = act.as_ref()?;
        TURNS.set(TURNS.get() + 1);
        let words = || {
            format!("{} locked {} times and has not returned", act.name, MANY / 2)
        };
        (TURNS.get() == MANY)
            .then(|| (act.scenario.clone(), act.misconception, words()))
    });
    if let Some((scenario, misconception, words)) = endless {
        scenario.reject(misconception, words);
    }
    // What happens at a turn has no turns itself.
    if let Some(mut on_turn) = ON_TURN.take() {
        on_turn();
        ON_TURN.set(Some(on_turn));
    }
}

/// Calls `on_turn` at each turn that this thread has within `body`.
pub fn with_turns<T>(
    on_turn: impl FnMut() + 'static,
    body: impl FnOnce() -> T,
) -> T {
    let outer = ON_TURN.replace(Some(Box::new(on_turn)));
    let output = body();
    ON_TURN.set(outer);
    output
}

/// Pauses of different lengths for the turns of a thread, with [`with_turns`]: mostly
/// none. So two threads that run freely meet at different places in each round.
pub fn paces(seed: u64) -> impl FnMut() + Send + 'static {
    // Zero would stay zero.
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

/// Where two threads meet, so that both go on at the same instant.
#[derive(Debug, Default)]
pub struct Rendezvous(AtomicUsize);

impl Rendezvous {
    /// Waits for the other thread, and then through `pause` additions: a sleep would
    /// leap over the gaps.
    pub fn meet(&self, pause: u64) {
        self.0.fetch_add(1, SeqCst);
        for spins in 1.. {
            if self.0.load(SeqCst) == 2 {
                break;
            }
            // There may be one processor for both.
            if spins % 100 == 0 { thread::yield_now() } else { spin_loop() }
        }
        for it in 0..pause {
            black_box(it);
        }
    }
}

/// Plays `outer` on a new state as often as it has turns, and `inner` on the same
/// state, on another thread, at the first of them, then at the second, and so on.
/// Yields each state when both are over.
///
/// A turn lasts until `inner` is over, or waits for a lock that is held elsewhere.
pub fn interleavings<T: Clone + Send + 'static>(
    s: &Scenario,
    new: impl Fn() -> T,
    outer: impl Fn(&T),
    inner: impl Fn(&T) + Clone + Send + 'static,
) -> impl Iterator<Item = T> {
    (0..).map_while(move |place| {
        s.beat();
        let state = new();
        let inner_thread = Rc::<Cell<Option<JoinHandle<()>>>>::default();
        let on_turn = {
            let (s, state, inner) = (s.clone(), state.clone(), inner.clone());
            let (inner_thread, mut turns) = (Rc::clone(&inner_thread), 0);
            move || {
                if turns == place {
                    let (state, inner) = (state.clone(), inner.clone());
                    inner_thread.set(Some(has_its_turn(&s, move || inner(&state))));
                }
                turns += 1;
            }
        };
        with_turns(on_turn, || outer(&state));
        // One that panics never ends: the scenario is rejected.
        inner_thread.take()?.join().ok();
        Some(state)
    })
}

/// Plays the act on another thread, and waits until it is over or has to wait itself.
fn has_its_turn(
    s: &Scenario,
    act: impl FnOnce() + Send + 'static,
) -> JoinHandle<()> {
    let (tell, told) = mpsc::channel();
    let handle = Shared::<Option<ThreadHandle>>::default();
    let its_handle = handle.clone();
    let thread = s.spawn(move || {
        its_handle.set(Some(ThreadHandle::of_this_thread()));
        ON_WAIT.set(Some(tell.clone()));
        act();
        tell.send(()).ok();
    });
    let (mut before, mut still) = (None, 0);
    for _ in 0..MOST_LOOKS {
        if told.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout) {
            break;
        }
        s.beat();
        // One that has not begun, or is ready to run, waits only for the processor.
        let Some(handle) = handle.get() else { continue };
        let now = handle.state();
        let sleeps = now == before && now.is_none_or(|it| it.asleep);
        still = if sleeps { still + 1 } else { 0 };
        let spins = now.is_some_and(|it| it.busy >= MOST_WORK);
        if spins || still == STILL_LOOKS {
            break;
        }
        before = now;
    }
    thread
}

/// The mutex of the standard library, with turns. A panic does not poison it, because
/// the check may go on after that.
///
/// # Panics
///
/// A thread that locks it twice would wait for itself forever: that rejects the
/// scenario of the thread's act, and panics outside of one.
#[derive(Debug, Default)]
pub struct Mutex<T: ?Sized>(sync::Mutex<T>);

impl<T> Mutex<T> {
    /// As [`std::sync::Mutex::new`].
    pub const fn new(value: T) -> Self {
        Self(sync::Mutex::new(value))
    }

    /// As [`std::sync::Mutex::into_inner`].
    ///
    /// # Errors
    ///
    /// None: it is never poisoned.
    pub fn into_inner(self) -> LockResult<T> {
        Ok(self.0.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T: ?Sized> Mutex<T> {
    /// As [`std::sync::Mutex::lock`], with a turn before and after it.
    ///
    /// # Errors
    ///
    /// None: it is never poisoned.
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
        // An act that does not wait for locks sees now that it is held.
        turn();
        Ok(guard)
    }

    /// As [`std::sync::Mutex::try_lock`], with a turn before it.
    ///
    /// # Errors
    ///
    /// [`TryLockError::WouldBlock`], if it is locked.
    pub fn try_lock(&self) -> TryLockResult<Guard<'_, T>> {
        turn();
        match self.0.try_lock() {
            Ok(guard) => Ok(self.guard(guard)),
            Err(TryLockError::Poisoned(error)) => Ok(self.guard(error.into_inner())),
            Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
        }
    }

    /// As [`std::sync::Mutex::get_mut`].
    ///
    /// # Errors
    ///
    /// None: it is never poisoned.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        Ok(self.0.get_mut().unwrap_or_else(PoisonError::into_inner))
    }

    fn ensure_held_elsewhere(&self) {
        if !HELD.with_borrow(|held| held.contains(&self.address())) {
            return;
        }
        let says = |name: &str| {
            format!(
                "{name} locks a mutex that it already holds: it would wait for \
                 itself forever"
            )
        };
        let act = ACT.with_borrow(|act| {
            act.as_ref().map(|act| (act.scenario.clone(), says(&act.name)))
        });
        match act {
            Some((scenario, text)) => scenario.reject(None, text),
            None => panic!("{}", says("this thread")),
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

/// As [`std::sync::MutexGuard`], with a turn after the unlock.
#[derive(Debug)]
#[must_use = "it unlocks at once if it is not kept"]
pub struct Guard<'a, T: ?Sized> {
    /// Until the drop.
    guard: Option<MutexGuard<'a, T>>,
    address: usize,
}

const UNTIL_THE_DROP: &str = "it is locked until the drop";

impl<T: ?Sized> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.guard.as_ref().expect(UNTIL_THE_DROP)
    }
}

impl<T: ?Sized> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.guard.as_mut().expect(UNTIL_THE_DROP)
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
