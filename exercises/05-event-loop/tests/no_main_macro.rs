//! An async main runs to its end on the thread that calls `start`, main's result
//! becomes the exit code, and the runtime is dropped.
//!
//! The program doesn't take any real time. On a current-thread runtime, its main pauses
//! the clock before it sleeps. On any other runtime, it waits only for what is certain
//! to happen.

#[path = "../no_main_macro.rs"]
mod no_main_macro;

use probe::{
    Gauge, RuntimePanic, Shared, ensure, first_sentence, is_todo, lock, reject,
};
use std::{
    future::pending,
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    sync::Mutex,
    thread::{self, Thread, ThreadId},
    time::Duration,
};
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    task::{try_id, yield_now},
    time::{pause, resume, sleep},
};

#[test]
fn main_runs_to_its_end() {
    run(None);
}

#[test]
fn main_and_its_tasks_run_on_the_calling_thread() {
    let (_, seen) = run(None);
    let caller = thread::current().id();
    let elsewhere = |threads: &[Thread]| {
        let other = threads.iter().find(|it| it.id() != caller)?;
        let name = other.name().map(|it| format!("the thread `{it}`"));
        Some(name.unwrap_or_else(|| "a thread without a name".to_owned()))
    };
    let misconception = match seen.one_thread {
        true => "the-loop-has-its-own-thread",
        false => "a-runtime-is-one-thread",
    };
    if let Some(name) = elsewhere(&seen.main) {
        let measured =
            format!("main runs on {name}, not on the one that calls `start`");
        reject(misconception, measured);
    }
    if let Some(name) = elsewhere(&seen.tasks) {
        let here = "main runs on the thread that calls `start`";
        reject(
            misconception,
            format!("{here}, but one of its tasks runs on {name}"),
        );
    }
}

#[test]
fn the_result_becomes_the_exit_code() {
    let (code, _) = run(None);
    let success = code == ExitCode::SUCCESS;
    ensure!(
        _,
        success,
        None,
        "main returns `Ok`, but the exit code is that of a failure"
    );
    // Any code other than `SUCCESS` is a failure.
    for error in [ERR, ""] {
        let (code, _) = run(Some(error));
        let misconception =
            error.contains(ERR).then_some("an-err-speaks-for-itself");
        ensure!(
            _,
            code != ExitCode::SUCCESS,
            misconception,
            "main returns `Err({error:?})`, but the exit code is that of success"
        );
    }
}

#[test]
fn the_runtime_is_dropped_on_return() {
    let (_, seen) = run(None);
    ensure!(
        _,
        seen.left.now() == 0,
        None,
        "`start` has returned, but a task that main left behind still exists: the \
         runtime was not dropped"
    );
}

/// Calls `start`, and returns its exit code and what was seen of main. Rejects an
/// attempt in which main does not run to its end.
#[track_caller]
fn run(error: Option<&'static str>) -> (ExitCode, Seen) {
    // One program at a time, even if they all run on the same runtime.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = lock(&TURN);
    let seen = Shared::<Seen>::default();
    let program =
        Program { error, caller: thread::current().id(), seen: seen.clone() };
    let start = AssertUnwindSafe(|| no_main_macro::start(program));
    let code = catch_unwind(start).unwrap_or_else(|panic| {
        let words = probe::panic_words(&*panic).unwrap_or_default();
        ensure!(_, !is_todo(&words), None, "there is still a `todo!()` in it");
        let first = first_sentence(&words);
        let measured = match error.is_some_and(|it| words.contains(it)) {
            true => format!("main returns an `Err`, and `start` panics: {first}"),
            false => format!("it panicked: {first}"),
        };
        reject(RuntimePanic::of(&words).map(RuntimePanic::misconception), measured)
    });
    let seen = seen.take();
    seen.ended();
    (code, seen)
}

const ERR: &str = "the mission failed";
const TASKS: u32 = 5;

/// A program whose main is async.
pub struct Program {
    error: Option<&'static str>,
    /// The thread that calls `start`.
    caller: ThreadId,
    seen: Shared<Seen>,
}

/// What was seen of a program.
#[derive(Default)]
struct Seen {
    /// Whether main was called inside a runtime, if it was called.
    called: Option<bool>,
    /// Whether the runtime that polled main is a current-thread runtime.
    one_thread: bool,
    /// Where main began and ended.
    main: Vec<Thread>,
    /// Where its tasks began.
    tasks: Vec<Thread>,
    /// Whether the clock was already paused before main paused it.
    stopped: bool,
    /// True if main's tasks were not polled while main was waiting for them.
    unpolled: bool,
    ended: bool,
    /// Whether main's future was dropped as the body of a task.
    dropped_in_a_task: bool,
    /// The tasks that main leaves behind.
    left: Gauge,
}

impl Program {
    /// The async main: it sleeps, spawns tasks, and returns a result.
    pub fn main(self) -> impl Future<Output = Result<(), String>> + Send + 'static {
        self.seen.lock().called = Some(Handle::try_current().is_ok());
        async move { self.run().await }
    }

    async fn run(&self) -> Result<(), String> {
        self.seen.lock().main.push(thread::current());
        let one_thread =
            Handle::current().runtime_flavor() == RuntimeFlavor::CurrentThread;
        self.seen.lock().one_thread = one_thread;
        // If main is on another thread, the attempt has already failed. Pausing the
        // clock there, or waiting for tasks, might take forever.
        let elsewhere = thread::current().id() != self.caller;
        let stops_clock = one_thread && !elsewhere;
        if stops_clock && catch_unwind(pause).is_err() {
            self.seen.lock().stopped = true;
        }
        // If the clock is not paused, the sleeps are short.
        let longest = Duration::from_millis(if stops_clock { 60_000 } else { 1 });
        let nap = sleep(longest);
        if elsewhere {
            return self.end();
        }

        let tasks = (0..TASKS).map(|number| {
            let seen = self.seen.clone();
            tokio::spawn(async move {
                seen.lock().tasks.push(thread::current());
                sleep(longest / TASKS * number).await;
            })
        });
        let tasks: Vec<_> = tasks.collect();
        if one_thread && !self.tasks_are_polled().await {
            self.seen.lock().unpolled = true;
            return Ok(());
        }
        nap.await;
        for task in tasks {
            task.await.expect("a sleep does not panic");
        }

        // The attempt may keep this runtime and start another program on it.
        if stops_clock && !self.seen.lock().stopped {
            resume();
        }
        self.end()
    }

    /// Leaves a task behind, and returns the result.
    fn end(&self) -> Result<(), String> {
        let left = self.seen.lock().left.enter();
        tokio::spawn(async move {
            let _left = left;
            pending::<()>().await;
        });
        let mut seen = self.seen.lock();
        seen.main.push(thread::current());
        seen.ended = true;
        self.error.map_or(Ok(()), |it| Err(it.to_owned()))
    }

    /// Whether the loop polls the tasks: yields until each of them has been polled,
    /// but not forever.
    async fn tasks_are_polled(&self) -> bool {
        for _ in 0..1000 {
            if self.seen.lock().tasks.len() == TASKS as usize {
                return true;
            }
            yield_now().await;
        }
        false
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.seen.lock().dropped_in_a_task = try_id().is_some();
    }
}

impl Seen {
    /// Rejects an attempt that did not run main, its timers, and its tasks to the
    /// end.
    #[track_caller]
    fn ended(&self) {
        let stopped =
            "the clock was paused before main began, so its sleeps take no time";
        ensure!(_, !self.stopped, None, "{stopped}");
        ensure!(
            _,
            !self.unpolled,
            "a-runtime-runs-by-itself",
            "main runs, but the tasks that it spawned are not polled while it waits \
             for them"
        );
        let begun = !self.main.is_empty();
        let (misconception, measured) = match (self.called, self.dropped_in_a_task) {
            (None, _) => (None, "`program.main()` was not called"),
            (_, spawned) if begun => {
                let misconception = spawned.then_some("spawned-is-done");
                (misconception, "main began, but was dropped before its end")
            }
            (_, false) => (
                Some("calling-starts-it"),
                "`program.main()` was called, but its future was never polled",
            ),
            (Some(inside), true) => (
                Some(if inside {
                    "spawned-is-done"
                } else {
                    "a-runtime-runs-by-itself"
                }),
                "`program.main()` became a task, but was dropped before it was \
                 polled",
            ),
        };
        ensure!(_, self.ended, misconception, "{measured}");
    }
}
