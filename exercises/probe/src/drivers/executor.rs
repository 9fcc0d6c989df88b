//! Runs an executor under test with scripted tasks, which check how they are polled.
//!
//! The executor runs on the thread of a [`Scenario`], one executor at a time. Its tasks
//! follow their scripts, and each poll and each wake is checked. A woken task must be
//! polled once, on the executor's thread, never inside a wake, and never after it is
//! done.
//!
//! A lost wake is detected in two ways. [`drive`] adds two tasks that wake each other,
//! so that the executor never sleeps, and counts their turns. [`run`] times out when
//! the executor is silent, and then unparks it to find out whether its thread was still
//! asleep.

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

/// A task in the form that executors accept.
pub type BoxedTask = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What a task does in a poll. The script receives the number of the poll, counted from
/// 1.
pub type Script = Box<dyn FnMut(&Scene, usize) -> Poll<()> + Send>;

/// A script that returns `Ready` in the first poll after the scene has ended.
pub fn sleeper() -> Script {
    Box::new(|scene, _| scene.end())
}

/// Which waker of a task is called, and how.
#[derive(Clone, Copy, Debug)]
pub enum How {
    /// The waker of its last poll, by reference.
    Ref,
    /// The waker of its last poll, by value.
    Value,
    /// The waker of its first poll, by value.
    First,
}

impl How {
    /// All variants.
    pub const ALL: [Self; 3] = [Self::Ref, Self::Value, Self::First];
}

/// Shorter than the default, because a check of an executor has several tests, each of
/// which may time out.
const PATIENCE: Duration = Duration::from_millis(1500);

/// A scene begins with this many turns without a wake. During these, no task should be
/// polled.
const IDLE_TURNS: usize = 3;

/// If a woken task is not polled within this many turns of other tasks, its wake is
/// lost.
const MAX_TURNS: usize = 30;

/// Runs the tasks together with two more, which wake each other and call `step` in
/// turn. The next step starts once every task that was woken has been polled. The
/// executor therefore never sleeps, and counting turns reveals a lost wake.
///
/// `step` receives its number, counted from 0, and returns whether there is another step.
/// After the last step, the scene ends.
///
/// # Panics
///
/// For the same reasons as [`run`].
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
            let lost = scene.unpolled(count);
            *unanswered = if lost.is_some() { *unanswered + 1 } else { 0 };
            if let Some((id, misconception, lost)) = lost
                && *unanswered > MAX_TURNS
            {
                let measured = format!(
                    "task {id} {lost}, while other tasks are polled over and over"
                );
                scene.s.reject(misconception, measured);
            }
            let is_last = lost.is_none() && scene.end().is_ready();
            if lost.is_none() && !is_last {
                let turn = turns.next().expect("the range is endless");
                if turn >= IDLE_TURNS && !step(scene, turn - IDLE_TURNS) {
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

/// Runs the tasks on the executor, and `beside` on another thread.
///
/// # Panics
///
/// Rejects an executor that polls a task when it should not, panics, returns before all
/// tasks are done, or is silent for 1.5 seconds.
pub fn run(
    executor: fn(Vec<BoxedTask>),
    tasks: Vec<Script>,
    beside: impl FnOnce(&Scene) + Send + 'static,
) -> Scene {
    const SET: &str = "the scene is set before the executor runs";
    let playing = Shared::<Option<Scene>>::default();
    let [stuck, panicked] = [(); 2].map(|()| playing.clone());
    let watchdog = Watchdog::new()
        .alone()
        .patience(PATIENCE)
        .on_timeout(move |_| stuck.get().expect(SET).explain_silence())
        .on_panic(move |_, words| panicked.get().expect(SET).explain_panic(words));
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

/// A task that follows a script and records its polls.
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
        scene.begin_poll(*id, context.waker());
        *polls += 1;
        let poll = script(scene, *polls);
        scene.end_poll(*id, poll.is_ready());
        poll
    }
}

/// The tasks of a run and what happened to them. A task's id is its index in the list of
/// tasks. Clones share the same state.
#[derive(Clone)]
pub struct Scene {
    /// The scenario, for further claims.
    pub s: Scenario,
    tasks: Shared<Vec<Task>>,
    is_over: Arc<AtomicBool>,
    executor: Thread,
    executor_state: ThreadHandle,
    /// How often the executor's thread had gone to sleep when it was last seen asleep.
    sleeps: Shared<Option<u64>>,
}

#[derive(Default)]
struct Task {
    /// The wakers of its first and its last poll.
    wakers: Option<[Waker; 2]>,
    /// Whether a poll is in progress.
    is_polled: bool,
    /// How often it was woken since its last poll began.
    wakes: usize,
    /// How many wakes led to its last poll.
    answered: usize,
    /// Whether the first of these `wakes` happened during the task's own poll.
    woken_while_polled: bool,
    /// Whether the last wake came from another thread.
    woken_from_other_thread: bool,
    is_done: bool,
    woken_when_done: bool,
}

thread_local! {
    /// Whether this thread is inside a call of a waker.
    static IN_WAKE: Cell<bool> = const { Cell::new(false) };
}

impl Scene {
    /// A scene whose executor runs on the calling thread.
    fn new(s: &Scenario, count: usize) -> Self {
        let tasks = (0..count).map(|_| Task::default()).collect();
        let (is_over, sleeps) = Default::default();
        Self {
            s: s.clone(),
            tasks: Shared::new(tasks),
            is_over,
            executor: thread::current(),
            executor_state: ThreadHandle::of_this_thread(),
            sleeps,
        }
    }

    fn is_executor_thread(&self) -> bool {
        self.executor.id() == thread::current().id()
    }

    fn begin_poll(&self, id: usize, waker: &Waker) {
        self.s.beat();
        if let Some((misconception, fault)) = self.poll_fault(id) {
            self.s.reject(misconception, format!("task {id} {fault}"));
        }
        let task = &mut self.tasks.lock()[id];
        let first = task.wakers.take().map(|[first, _]| first);
        task.wakers = Some([first.unwrap_or_else(|| waker.clone()), waker.clone()]);
        task.answered = mem::take(&mut task.wakes);
        task.woken_while_polled = false;
        task.is_polled = true;
    }

    /// What is wrong with a poll that begins now, and the misconception that explains it.
    fn poll_fault(&self, id: usize) -> Option<(Option<&'static str>, String)> {
        const DONE: &str = "was polled again after it was done";
        let tasks = self.tasks.lock();
        let task = &tasks[id];
        let again = format!(
            "was woken {} times and polled, and was then polled again, although \
             nothing had woken it since",
            task.answered
        );
        let (misconception, fault) = match task {
            _ if IN_WAKE.get() => {
                let fault = "was polled inside a call that wakes a task";
                (Some("a-wake-is-a-poll"), fault)
            }
            _ if tasks.iter().any(|it| it.is_polled) => {
                (None, "was polled during another poll")
            }
            _ if !self.is_executor_thread() => {
                (None, "was polled on a thread other than the one that called `run`")
            }
            Task { is_done: true, woken_when_done: true, .. } => {
                (Some("done-is-never-woken"), DONE)
            }
            Task { is_done: true, .. } => (Some("ready-can-be-asked-again"), DONE),
            Task { wakers: None, .. } | Task { wakes: 1.., .. } => return None,
            Task { answered: 2.., .. } => (Some("wakes-are-counted"), &*again),
            _ if tasks.iter().skip(id).step_by(256).any(|it| it.wakes > 0) => (
                None,
                "was polled instead of a task whose id has the same last byte",
            ),
            _ => {
                let fault =
                    "was polled, although nothing had woken it since its last poll";
                (Some("loop-asks-round"), fault)
            }
        };
        Some((misconception, fault.to_owned()))
    }

    fn end_poll(&self, id: usize, is_done: bool) {
        self.s.beat();
        let task = &mut self.tasks.lock()[id];
        task.is_polled = false;
        task.is_done = is_done;
        task.woken_when_done |= is_done && task.wakes > 0;
    }

    /// Wakes a task. Does nothing if the task has not been polled yet, because it has no
    /// waker then.
    pub fn wake(&self, id: usize, how: How) {
        let mut tasks = self.tasks.lock();
        let task = &mut tasks[id];
        let Some([first, last]) = task.wakers.clone() else { return };
        task.woken_while_polled |= task.wakes == 0 && task.is_polled;
        task.wakes += 1;
        task.woken_from_other_thread = !self.is_executor_thread();
        task.woken_when_done |= task.is_done;
        drop(tasks);
        self.s.within(format!("the call that wakes task {id}"), || {
            IN_WAKE.set(true);
            match how {
                How::Ref => last.wake_by_ref(),
                How::Value => last.wake(),
                How::First => first.wake(),
            }
            IN_WAKE.set(false);
        });
    }

    /// Wakes several tasks, one after another.
    pub fn wake_all(&self, ids: Range<usize>, how: How) {
        ids.for_each(|id| self.wake(id, how));
    }

    /// Ends the scene: after this, polling a [`sleeper`] returns `Ready`.
    pub fn ends(&self) {
        self.is_over.store(true, SeqCst);
    }

    /// `Ready` if the scene has ended, `Pending` otherwise.
    pub fn end(&self) -> Poll<()> {
        if self.is_over.load(SeqCst) { Poll::Ready(()) } else { Poll::Pending }
    }

    /// Among the first `count` tasks, the first one that should be polled: its id, the
    /// misconception that explains why it is not polled, and what happened to it.
    fn unpolled(
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

    /// The finding for a panic with this message.
    fn explain_panic(&self, words: &str) -> Finding {
        let late = self.tasks.lock().iter().position(|it| it.woken_when_done);
        match late {
            Some(id) => {
                let late =
                    format!("waking task {id} after it was done caused a panic");
                Finding::new("done-is-never-woken", format!("{late}: {words}"))
            }
            None => Finding::new(None, format!("it panicked: {words}")),
        }
    }

    /// The finding when nothing more happens.
    fn explain_silence(&self) -> Finding {
        let count = self.tasks.lock().len();
        if let Some(wake) = self.s.calls().first() {
            return Finding::new(None, format!("{} does not return", wake.name));
        }
        let Some((id, misconception, lost)) = self.unpolled(count) else {
            let measured = "no task needs a poll, but `run` does not return";
            return Finding::new(None, measured);
        };
        let from_other_thread = self.tasks.lock()[id].woken_from_other_thread;
        let woke_up = self.sleeps.get().is_some_and(|before| {
            self.executor_state.state().is_none_or(|now| now.sleeps > before)
        });
        // If unparking helps, the wake was recorded, but did not unpark the thread.
        let before = self.s.beats();
        self.unpark();
        thread::sleep(Duration::from_millis(250));
        if self.s.beats() == before {
            let measured = format!("task {id} {lost}, and nothing more happens");
            return Finding::new(misconception, measured);
        }
        let (misconception, slept) = match woke_up {
            true => ("wake-then-tell", "woke up too early and went back to sleep"),
            false => ("queued-is-seen", "stayed asleep"),
        };
        let measured = format!(
            "task {id} {lost}: the loop's thread {slept}, and polled again only after \
             the check unparked it"
        );
        Finding::new(from_other_thread.then_some(misconception), measured)
    }

    /// Unparks the executor's thread without waking a task.
    pub fn unpark(&self) {
        self.executor.unpark();
    }

    /// Waits until the executor's thread sleeps, if the system reports that. Rejects an
    /// executor whose thread does not go to sleep.
    pub fn falls_asleep(&self) {
        match self.executor_state.falls_asleep(|| self.s.beat()) {
            Ok(None) => {}
            Ok(sleeps) => self.sleeps.set(sleeps),
            Err(restless) => self.reject_restless(restless),
        }
    }

    /// Rejects an executor whose thread wakes up although no task was woken.
    pub fn sleeps_on(&self) {
        self.s.beat();
        let slept = self.executor_state.sleeps_on();
        slept.unwrap_or_else(|it| self.reject_restless(it));
        self.s.beat();
    }

    fn reject_restless(&self, restless: Restless) -> ! {
        let measured =
            format!("no task was woken, but the loop's thread {restless}");
        self.s.reject("loop-asks-round", measured)
    }

    /// Declares that wakes are known to unpark this executor. If it is stuck anyway,
    /// its thread woke up and went back to sleep.
    pub fn gets_up(&self) {
        self.sleeps.set(Some(0));
    }
}
