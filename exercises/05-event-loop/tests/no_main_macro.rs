//! An async main is run to its end on the thread that calls, and tells how it went.
//!
//! The program takes no real time: on a runtime of one thread its main stops the
//! clock before it sleeps. Whatever it is run on, it waits for nothing that might
//! never come.

#[path = "../no_main_macro.rs"]
mod no_main_macro;

use probe::{is_todo, reject};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
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
    run(false).1.ended();
}

#[test]
fn main_and_its_tasks_run_on_the_thread_that_calls() {
    let (_, seen) = run(false);
    seen.ended();
    let caller = thread::current().id();
    let elsewhere =
        |threads: &[Thread]| threads.iter().find(|it| it.id() != caller).map(name);
    let belief = if seen.one_thread {
        "the-loop-has-its-own-thread"
    } else {
        "a-runtime-is-one-thread"
    };
    if let Some(name) = elsewhere(&seen.main) {
        let measured = format!("main runs on {name}, and another one calls `start`");
        reject(belief, measured);
    }
    if let Some(name) = elsewhere(&seen.tasks) {
        let here = "main runs on the thread that calls `start`";
        let measured = format!("{here}; one of its tasks runs on {name}");
        reject(belief, measured);
    }
}

#[test]
fn its_result_becomes_the_exit_code() {
    let (code, seen) = run(false);
    seen.ended();
    if code != ExitCode::SUCCESS {
        reject(None, "main ends with `Ok`, and the code is that of a failure");
    }
    // Any code but that of success is a failure.
    let (code, seen) = run(true);
    seen.ended();
    if code == ExitCode::SUCCESS {
        let measured = "main ends with an `Err`, and the code is that of success";
        reject("an-err-speaks-for-itself", measured);
    }
}

#[test]
fn nothing_of_the_loop_is_left() {
    let (_, seen) = run(false);
    seen.ended();
    if !seen.last_dropped {
        let measured = "`start` has returned, and a task that main left waiting \
                        still waits: the loop was not dropped";
        reject(None, measured);
    }
}

/// Calls `start`, and gives the code that it hands back and what was seen of main.
#[track_caller]
fn run(fails: bool) -> (ExitCode, Seen) {
    // One program at a time, even if all of them are started on one runtime.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let seen = Arc::<Mutex<Seen>>::default();
    let caller = thread::current().id();
    let program = Program { fails, caller, seen: Arc::clone(&seen) };
    let start = AssertUnwindSafe(|| no_main_macro::start(program));
    let code = catch_unwind(start).unwrap_or_else(|payload| {
        let words = probe::panic_words(&*payload).unwrap_or_default();
        panicked(&words, fails)
    });
    (code, std::mem::take(&mut lock(&seen)))
}

#[track_caller]
fn panicked(words: &str, fails: bool) -> ! {
    if is_todo(words) {
        reject(None, "there is still a `todo!()` in it");
    }
    let beliefs = [
        ("timers are disabled", "timers-come-along"),
        ("there is no reactor running", "tokio-is-everywhere"),
        ("Cannot start a runtime from within", "block-on-inside-the-loop"),
    ];
    let belief = beliefs.iter().find(|(part, _)| words.contains(part));
    let first = words.split(". ").next().unwrap_or_default();
    let measured = if fails && words.contains(ERR) {
        format!("main ends with an `Err`, and `start` panics: {first}")
    } else {
        format!("it panicked: {first}")
    };
    reject(belief.map(|(_, slug)| *slug), measured)
}

fn name(thread: &Thread) -> String {
    match thread.name() {
        Some(name) => format!("the thread `{name}`"),
        None => "a thread without a name".to_owned(),
    }
}

const ERR: &str = "the mission failed";
const TASKS: u32 = 5;

/// A program whose main is async.
pub struct Program {
    fails: bool,
    /// Who calls `start`.
    caller: ThreadId,
    seen: Arc<Mutex<Seen>>,
}

/// What was seen of a program.
#[derive(Default)]
struct Seen {
    /// Main was called: inside a runtime, or outside.
    called: Option<bool>,
    /// The runtime that polled main says that it has one thread.
    one_thread: bool,
    /// Where main began and ended.
    main: Vec<Thread>,
    /// Where its tasks began.
    tasks: Vec<Thread>,
    /// The clock had been stopped before main did it.
    stopped: bool,
    /// Main's tasks were not polled while it waited for them.
    unpolled: bool,
    ended: bool,
    /// Main's future was dropped as the body of a task.
    dropped_in_a_task: bool,
    /// The task that main leaves behind has been dropped.
    last_dropped: bool,
}

impl Program {
    /// The async main: sleeps, spawns tasks, and tells how it went.
    pub fn main(self) -> impl Future<Output = Result<(), String>> + Send + 'static {
        lock(&self.seen).called = Some(Handle::try_current().is_ok());
        async move { self.run().await }
    }

    async fn run(&self) -> Result<(), String> {
        lock(&self.seen).main.push(thread::current());
        let one_thread =
            Handle::current().runtime_flavor() == RuntimeFlavor::CurrentThread;
        lock(&self.seen).one_thread = one_thread;
        // Main on another thread has failed already. To stop the clock there, or to
        // wait for tasks, might be to wait forever.
        let elsewhere = thread::current().id() != self.caller;
        let stops_clock = one_thread && !elsewhere;
        if stops_clock && catch_unwind(pause).is_err() {
            lock(&self.seen).stopped = true;
        }
        // A clock that is not stopped makes nobody wait for the tests.
        let longest = Duration::from_millis(if stops_clock { 60_000 } else { 1 });
        let nap = sleep(longest);
        if elsewhere {
            return self.end();
        }

        let tasks = (0..TASKS).map(|number| {
            let seen = Arc::clone(&self.seen);
            tokio::spawn(async move {
                lock(&seen).tasks.push(thread::current());
                sleep(longest / TASKS * number).await;
            })
        });
        let tasks: Vec<_> = tasks.collect();
        if one_thread && !self.tasks_are_polled().await {
            lock(&self.seen).unpolled = true;
            return Ok(());
        }
        nap.await;
        for task in tasks {
            task.await.expect("a nap does not panic");
        }

        // Somebody may keep this runtime and start another program on it.
        if stops_clock && !lock(&self.seen).stopped {
            resume();
        }
        self.end()
    }

    /// Leaves a task behind, and tells how it went.
    fn end(&self) -> Result<(), String> {
        let last = Last(Arc::clone(&self.seen));
        tokio::spawn(async move {
            let _last = last;
            std::future::pending::<()>().await;
        });
        let mut seen = lock(&self.seen);
        seen.main.push(thread::current());
        seen.ended = true;
        if self.fails { Err(ERR.to_owned()) } else { Ok(()) }
    }

    /// Whether the loop turns: gives way until each task has been polled, but not
    /// forever.
    async fn tasks_are_polled(&self) -> bool {
        for _ in 0..1000 {
            if lock(&self.seen).tasks.len() == TASKS as usize {
                return true;
            }
            yield_now().await;
        }
        false
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        lock(&self.seen).dropped_in_a_task = try_id().is_some();
    }
}

/// What the last task holds.
struct Last(Arc<Mutex<Seen>>);

impl Drop for Last {
    fn drop(&mut self) {
        lock(&self.0).last_dropped = true;
    }
}

impl Seen {
    /// Rejects whatever did not run main to its end, with its timers and its tasks.
    #[track_caller]
    fn ended(&self) {
        if self.stopped {
            reject(
                None,
                "the clock was stopped before main began: its sleeps take no time",
            );
        }
        if self.unpolled {
            let measured = "main runs, but none of the tasks that it spawned is \
                            polled while it waits for them";
            reject("a-runtime-runs-by-itself", measured);
        }
        if self.ended {
            return;
        }
        let spawned = self.dropped_in_a_task;
        match (self.called, self.main.is_empty()) {
            (None, _) => reject(None, "`program.main()` was not called"),
            (Some(_), true) if !spawned => {
                let measured = "`program.main()` was called; its future was never \
                                polled";
                reject("calling-starts-it", measured)
            }
            (Some(inside), true) => {
                let belief = if inside {
                    "spawned-is-done"
                } else {
                    "a-runtime-runs-by-itself"
                };
                let measured = "`program.main()` became a task, and was dropped \
                                before anybody polled it";
                reject(belief, measured)
            }
            (Some(_), false) => {
                let belief = spawned.then_some("spawned-is-done");
                reject(belief, "main has begun, and was dropped before its end")
            }
        }
    }
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}
