//! An executor under test, and scripted tasks that note what it does to them.
//!
//! The executor runs on the thread of a [`Scenario`], one executor at a time. Its tasks
//! do what their scripts say, and each poll and each wake is checked: a task is polled
//! when it was woken, once, on the executor's thread, never inside of a wake, and never
//! after its end. A lost wake is found in two ways: by counting turns, with two tasks
//! that wake each other in turn ([`drive`]); and by the silence of an executor that
//! sleeps ([`run`]), where an unpark tells whether it slept on.

use crate::{Finding, Restless, Scenario, Shared, ThreadHandle, Watchdog};
use std::{
    cell::Cell,
    future::Future,
    mem,
    ops::Range,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    task::{Context, Poll, Waker},
    thread::{self, Thread},
    time::Duration,
};

/// A task as an executor gets it.
pub type BoxedTask = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What a task does in a poll, of which it is told the number.
pub type Script = Box<dyn FnMut(&Scene, usize) -> Poll<()> + Send>;

/// A task that is done when the scene ends.
pub fn sleeper() -> Script {
    Box::new(|scene, _| scene.end())
}

/// Which waker of a task is called, and how.
#[derive(Clone, Copy, Debug)]
pub enum How {
    /// By reference, by the waker of its last poll.
    Ref,
    /// By value, by the waker of its last poll.
    Value,
    /// By value, by the waker of its first poll.
    First,
}

impl How {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ref, Self::Value, Self::First];
}

/// A check with an executor has several tests, and each of them may have to wait.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Turns in which no task is woken, so that none is polled.
const IDLE: usize = 3;

/// No task waits for so many turns of others.
const MOST_TURNS: usize = 30;

/// Runs the tasks beside two more, which wake each other and take the steps in turn:
/// the next one when every task that the last one has woken was polled. So the executor
/// never sleeps, and a lost wake is found by counting turns. A step is told its number
/// and says whether there is another; after the last, the scene ends.
///
/// # Panics
///
/// As [`run`].
pub fn drive(
    executor: fn(Vec<BoxedTask>),
    tasks: Vec<Script>,
    step: impl FnMut(&Scene, usize) -> bool + Send + 'static,
) -> Scene {
    let count = tasks.len();
    let driver = Shared::new((0.., 0, step));
    let pair = [count + 1, count].map(|other| -> Script {
        let driver = driver.clone();
        Box::new(move |scene, _| {
            let (turns, unanswered, step) = &mut *driver.lock();
            let lost = scene.due(count);
            *unanswered = if lost.is_some() { *unanswered + 1 } else { 0 };
            if let Some((id, misconception, lost)) = lost
                && *unanswered > MOST_TURNS
            {
                let measured = format!(
                    "task {id} {lost}, while other tasks are polled over and over"
                );
                scene.s.reject(misconception, measured);
            }
            let is_last = lost.is_none() && scene.end().is_ready();
            if lost.is_none() && !is_last {
                let turn = turns.next().expect("it is endless");
                if turn >= IDLE && !step(scene, turn - IDLE) {
                    scene.ends();
                    scene.wake_all(0..count, How::Ref);
                }
            }
            scene.wake(other, How::Ref);
            if is_last { Poll::Ready(()) } else { Poll::Pending }
        })
    });
    run(executor, tasks.into_iter().chain(pair).collect(), |_| ())
}

/// Runs the tasks, and `beside` on another thread.
///
/// # Panics
///
/// Rejects an executor that polls a task when it should not, panics, returns before all
/// tasks are done, or is silent for as long as a [`Watchdog`]'s patience lasts.
pub fn run(
    executor: fn(Vec<BoxedTask>),
    tasks: Vec<Script>,
    beside: impl FnOnce(&Scene) + Send + 'static,
) -> Scene {
    const THERE: &str = "it is there before the loop";
    let playing = Shared::<Option<Scene>>::default();
    let [stuck, panicked] = [(); 2].map(|()| playing.clone());
    let watchdog = Watchdog::new()
        .alone()
        .patience(PATIENCE)
        .on_timeout(move |_| stuck.get().expect(THERE).explains_silence())
        .on_panic(move |_, words| {
            panicked.get().expect(THERE).explains_panic(words)
        });
    watchdog.watch(move |s| {
        let scene = Scene::new(s, tasks.len());
        playing.set(Some(scene.clone()));
        let other = scene.clone();
        s.spawn(move || beside(&other));
        let tasks = tasks.into_iter().enumerate().map(|(id, script)| {
            let scene = scene.clone();
            Box::pin(Scripted { id, polls: 0, scene, script }) as Pin<Box<_>>
        });
        executor(tasks.map(|it: Pin<Box<Scripted>>| it as _).collect());
        let left = scene.tasks.lock().iter().position(|it| !it.is_done);
        if let Some(left) = left {
            s.reject(None, format!("`run` returned, but task {left} is not done"));
        }
        scene
    })
}

/// A task that notes its polls.
struct Scripted {
    id: usize,
    polls: usize,
    scene: Scene,
    script: Script,
}

impl Future for Scripted {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Self { id, polls, scene, script } = &mut *self;
        scene.begins_a_poll(*id, context.waker());
        *polls += 1;
        let answer = script(scene, *polls);
        scene.ends_a_poll(*id, answer.is_ready());
        answer
    }
}

/// The tasks of a run, by their places in the list, and what happens to them. Clones are
/// the same.
#[derive(Clone)]
pub struct Scene {
    /// For more claims.
    pub s: Scenario,
    tasks: Shared<Vec<Task>>,
    is_over: Arc<AtomicBool>,
    /// The executor's thread.
    home: Thread,
    home_state: ThreadHandle,
    /// How often that had gone to sleep when it was last seen asleep.
    sleeps: Shared<Option<u64>>,
}

#[derive(Default)]
struct Task {
    /// Those of its first and of its last poll.
    wakers: Option<[Waker; 2]>,
    /// A poll has begun and not ended.
    is_polled: bool,
    /// How often it was woken since its last poll began, and before that.
    wakes: usize,
    answered: usize,
    /// The first of these wakes came during its own poll.
    woken_while_polled: bool,
    /// The last of them came from another thread.
    woken_from_afar: bool,
    is_done: bool,
    woken_when_done: bool,
}

thread_local! {
    /// This thread calls a waker.
    static WAKES: Cell<bool> = const { Cell::new(false) };
}

impl Scene {
    /// A scene whose executor is on the calling thread.
    fn new(s: &Scenario, count: usize) -> Self {
        let tasks = (0..count).map(|_| Task::default()).collect();
        let (is_over, sleeps) = Default::default();
        Self {
            s: s.clone(),
            tasks: Shared::new(tasks),
            is_over,
            home: thread::current(),
            home_state: ThreadHandle::of_this_thread(),
            sleeps,
        }
    }

    fn is_at_home(&self) -> bool {
        self.home.id() == thread::current().id()
    }

    fn begins_a_poll(&self, id: usize, waker: &Waker) {
        self.s.beat();
        if let Some((misconception, fault)) = self.fault_of_a_poll(id) {
            self.s.reject(misconception, format!("task {id} {fault}"));
        }
        let task = &mut self.tasks.lock()[id];
        let first = task.wakers.take().map(|[first, _]| first);
        task.wakers = Some([first.unwrap_or_else(|| waker.clone()), waker.clone()]);
        task.answered = mem::take(&mut task.wakes);
        task.woken_while_polled = false;
        task.is_polled = true;
    }

    /// What is wrong with a poll that begins now, and what explains it.
    fn fault_of_a_poll(&self, id: usize) -> Option<(Option<&'static str>, String)> {
        const DONE: &str = "was polled again after it was done";
        let tasks = self.tasks.lock();
        let task = &tasks[id];
        let again = format!(
            "was woken {} times and polled, and was then polled again, although \
             nothing had woken it since",
            task.answered
        );
        let (misconception, fault) = match task {
            _ if WAKES.get() => {
                let fault = "was polled inside a call that wakes a task";
                (Some("a-wake-is-a-poll"), fault)
            }
            _ if tasks.iter().any(|it| it.is_polled) => {
                (None, "was polled during another poll")
            }
            _ if !self.is_at_home() => {
                (None, "was polled on a thread other than the one that called `run`")
            }
            Task { is_done: true, woken_when_done: true, .. } => {
                (Some("done-is-never-woken"), DONE)
            }
            Task { is_done: true, .. } => (Some("ready-can-be-asked-again"), DONE),
            Task { wakers: None, .. } | Task { wakes: 1.., .. } => return None,
            Task { answered: 2.., .. } => (Some("wakes-are-counted"), &*again),
            _ => {
                let fault =
                    "was polled, although nothing had woken it since its last poll";
                (Some("loop-asks-round"), fault)
            }
        };
        Some((misconception, fault.to_owned()))
    }

    fn ends_a_poll(&self, id: usize, is_done: bool) {
        self.s.beat();
        let task = &mut self.tasks.lock()[id];
        task.is_polled = false;
        task.is_done = is_done;
        task.woken_when_done |= is_done && task.wakes > 0;
    }

    /// Wakes a task, unless it has not been polled yet and has no waker.
    pub fn wake(&self, id: usize, how: How) {
        let mut tasks = self.tasks.lock();
        let task = &mut tasks[id];
        let Some([first, last]) = task.wakers.clone() else { return };
        task.woken_while_polled |= task.wakes == 0 && task.is_polled;
        task.wakes += 1;
        task.woken_from_afar = !self.is_at_home();
        task.woken_when_done |= task.is_done;
        drop(tasks);
        self.s.within(format!("the call that wakes task {id}"), || {
            WAKES.set(true);
            match how {
                How::Ref => last.wake_by_ref(),
                How::Value => last.wake(),
                How::First => first.wake(),
            }
            WAKES.set(false);
        });
    }

    /// Wakes some tasks, one after the other.
    pub fn wake_all(&self, ids: Range<usize>, how: How) {
        ids.for_each(|id| self.wake(id, how));
    }

    /// The scene ends: a task that is polled from now on is done.
    pub fn ends(&self) {
        self.is_over.store(true, SeqCst);
    }

    /// The answer of a task that is done when the scene ends.
    pub fn end(&self) -> Poll<()> {
        if self.is_over.load(SeqCst) { Poll::Ready(()) } else { Poll::Pending }
    }

    /// One of the first tasks that ought to be polled; the misconception of a loop that
    /// has lost it; and what it waits for.
    fn due(
        &self,
        count: usize,
    ) -> Option<(usize, Option<&'static str>, &'static str)> {
        let tasks = self.tasks.lock();
        let is_due =
            |it: &Task| !it.is_done && (it.wakes > 0 || it.wakers.is_none());
        let id = tasks[..count].iter().position(is_due)?;
        let (misconception, lost) = match tasks[id] {
            Task { wakers: None, .. } => (None, "was never polled"),
            Task { woken_while_polled: true, .. } => (
                Some("a-poll-answers-its-wakes"),
                "was woken during its own poll, but not polled again",
            ),
            _ => (None, "was woken, but not polled again"),
        };
        Some((id, misconception, lost))
    }

    /// What to say of a panic.
    fn explains_panic(&self, words: &str) -> Finding {
        let late = self.tasks.lock().iter().position(|it| it.woken_when_done);
        match late {
            Some(id) => {
                let late =
                    format!("waking task {id} after it was done led to a panic");
                Finding::new("done-is-never-woken", format!("{late}: {words}"))
            }
            None => Finding::new(None, format!("it panicked: {words}")),
        }
    }

    /// What to say if nothing happens any more.
    fn explains_silence(&self) -> Finding {
        let count = self.tasks.lock().len();
        if let Some(wake) = self.s.calls().first() {
            return Finding::new(None, format!("{} does not return", wake.name));
        }
        let Some((id, misconception, lost)) = self.due(count) else {
            let measured = "no task needs a poll, but `run` does not return";
            return Finding::new(None, measured);
        };
        let is_afar = self.tasks.lock()[id].woken_from_afar;
        let got_up = self.sleeps.get().is_some_and(|before| {
            self.home_state.state().is_none_or(|now| now.sleeps > before)
        });
        // Whether an unpark changes that.
        let before = self.s.beats();
        self.unpark();
        thread::sleep(Duration::from_millis(250));
        if self.s.beats() == before {
            let measured = format!("task {id} {lost}, and nothing happens anymore");
            return Finding::new(misconception, measured);
        }
        let (misconception, slept) = match got_up {
            true => ("wake-then-tell", "woke up too early and went back to sleep"),
            false => ("queued-is-seen", "stayed asleep"),
        };
        let measured = format!(
            "task {id} {lost}: the loop's thread {slept}. It went on polling only \
             when the check unparked it"
        );
        Finding::new(is_afar.then_some(misconception), measured)
    }

    /// Unparks the executor, though no task was woken.
    pub fn unpark(&self) {
        self.home.unpark();
    }

    /// Waits until the executor's thread sleeps, as far as the system tells. Rejects one
    /// that does not.
    pub fn falls_asleep(&self) {
        match self.home_state.falls_asleep(|| self.s.beat()) {
            Ok(None) => {}
            Ok(sleeps) => self.sleeps.set(sleeps),
            Err(restless) => self.is_restless(restless),
        }
    }

    /// Rejects an executor whose thread gets up while no task is woken.
    pub fn sleeps_on(&self) {
        self.s.beat();
        self.home_state.sleeps_on().unwrap_or_else(|it| self.is_restless(it));
        self.s.beat();
    }

    fn is_restless(&self, restless: Restless) -> ! {
        let measured =
            format!("no task was woken, but the loop's thread {restless}");
        self.s.reject("loop-asks-round", measured)
    }

    /// Says that an unpark is known to get the executor up: one that is stuck got up,
    /// and went to sleep again.
    pub fn gets_up(&self) {
        self.sleeps.set(Some(0));
    }
}
