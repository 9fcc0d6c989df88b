//! A script on a thread of its own, with a watchdog.
//!
//! For attempts that may block or spin within a call, where no poll returns and no
//! virtual clock moves. The watchdog counts silence, not time: it rejects when nothing
//! has happened for a while, so that a busy machine or a long script does no harm. Only
//! an attempt that fails is waited for.

use crate::{
    Shared, is_todo, observe::NOT_A_STRING, panic_words, reject,
    rejection::panics::STILL_TODO, rng, time,
};
use std::{
    any::Any,
    fmt::Display,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle, ThreadId},
    time::Duration,
};

/// What was found, and the misconception that explains it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// A slug of `misconceptions.md`.
    pub misconception: Option<&'static str>,
    /// What was measured.
    pub measured: String,
}

impl Finding {
    /// What was measured, and what explains it.
    pub fn new(
        misconception: impl Into<Option<&'static str>>,
        measured: impl Into<String>,
    ) -> Self {
        Self { misconception: misconception.into(), measured: measured.into() }
    }
}

/// Plays `script` under a watchdog with the default patience, and returns its output.
///
/// # Panics
///
/// Rejects the attempt if the script does, if it panics, or if nothing happens in it
/// for three seconds.
#[track_caller]
pub fn scenario<T: Send + 'static>(
    script: impl FnOnce(&Scenario) -> T + Send + 'static,
) -> T {
    Watchdog::new().watch(script)
}

/// How a scenario is watched.
#[must_use = "it watches nothing by itself"]
pub struct Watchdog {
    patience: Duration,
    is_alone: bool,
    on_timeout: Box<dyn Fn(&Scenario) -> Finding>,
    on_panic: Box<OnPanic>,
}

type OnPanic = dyn Fn(&Scenario, &str) -> Finding;

/// How often the watchdog looks. When a machine is suspended, one look sees it, and not
/// all of them.
const LOOK: Duration = Duration::from_millis(50);

/// A scenario of this process has timed out, so that there is nothing left to prove by
/// patience: the others get a tenth of theirs.
static HAS_TIMED_OUT: AtomicBool = AtomicBool::new(false);

/// Held by a scenario that must be alone.
static ALONE: Mutex<()> = Mutex::new(());

impl Watchdog {
    /// A watchdog that waits through three seconds of silence.
    pub fn new() -> Self {
        Self {
            patience: Duration::from_secs(3),
            is_alone: false,
            on_timeout: Box::new(|it| it.has_not_returned(it.silence())),
            on_panic: Box::new(|it, words| Finding::new(None, it.panicked(words))),
        }
    }

    /// Waits through a silence of this length: for much work in one call.
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Keeps the process's other such scenarios waiting, because this one looks at what
    /// threads do.
    pub fn alone(self) -> Self {
        Self { is_alone: true, ..self }
    }

    /// What to say of a scenario in which nothing happens any more. By default: which
    /// call has not returned, and its own misconception.
    pub fn on_timeout(
        self,
        on_timeout: impl Fn(&Scenario) -> Finding + 'static,
    ) -> Self {
        Self { on_timeout: Box::new(on_timeout), ..self }
    }

    /// What to say of a panic with these words. By default: the words. A `todo!()` is
    /// told before this is asked.
    pub fn on_panic(
        self,
        on_panic: impl Fn(&Scenario, &str) -> Finding + 'static,
    ) -> Self {
        Self { on_panic: Box::new(on_panic), ..self }
    }

    /// Plays `script` on a thread of its own, and returns its output.
    ///
    /// # Panics
    ///
    /// Rejects the attempt if the script does, if it panics, or if nothing happens in
    /// it for as long as this watchdog's patience lasts.
    #[track_caller]
    pub fn watch<T: Send + 'static>(
        self,
        script: impl FnOnce(&Scenario) -> T + Send + 'static,
    ) -> T {
        self.try_watch(script)
            .unwrap_or_else(|it| reject(it.misconception, it.measured))
    }

    /// The same, for a script that is played once for several tests: each of them can
    /// reject with what was found.
    ///
    /// # Errors
    ///
    /// What [`Self::watch`] rejects the attempt with.
    pub fn try_watch<T: Send + 'static>(
        self,
        script: impl FnOnce(&Scenario) -> T + Send + 'static,
    ) -> Result<T, Finding> {
        let _alone = self.is_alone.then(|| crate::shared::lock(&ALONE));
        let (sender, ends) = mpsc::channel();
        let scenario = Scenario(Arc::new(Inner {
            calls: Shared::default(),
            story: Shared::default(),
            beats: AtomicUsize::new(0),
            silent_looks: AtomicUsize::new(0),
            end: Mutex::new(sender),
        }));
        let (tell, output) = mpsc::channel();
        scenario.spawn({
            let scenario = scenario.clone();
            move || {
                // Where the scenario has been rejected already, no one receives it.
                tell.send(script(&scenario)).ok();
                scenario.end(End::Returned);
            }
        });
        self.wait(&scenario, &ends)?;
        Ok(output.recv().expect("it was sent before the end"))
    }

    fn wait(
        &self,
        scenario: &Scenario,
        ends: &mpsc::Receiver<End>,
    ) -> Result<(), Finding> {
        let mut beats = 0;
        loop {
            match ends.recv_timeout(LOOK) {
                Ok(End::Returned) => return Ok(()),
                Ok(End::Found(finding)) => return Err(finding),
                Ok(End::Panicked(words)) if is_todo(&words) => {
                    return Err(Finding::new(None, STILL_TODO));
                }
                Ok(End::Panicked(words)) => {
                    return Err((self.on_panic)(scenario, &words));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Finding::new(
                        None,
                        "its thread ended without a result",
                    ));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = scenario.beats();
            let looks = match now == beats {
                true => scenario.0.silent_looks.fetch_add(1, SeqCst) as u32 + 1,
                false => 0,
            };
            beats = now;
            if looks == 0 {
                scenario.0.silent_looks.store(0, SeqCst);
            }
            let patience = match HAS_TIMED_OUT.load(SeqCst) {
                true => self.patience / 10,
                false => self.patience,
            };
            if LOOK * looks >= patience {
                HAS_TIMED_OUT.store(true, SeqCst);
                return Err((self.on_timeout)(scenario));
            }
        }
    }
}

impl Default for Watchdog {
    fn default() -> Self {
        Self::new()
    }
}

/// A script that is being played. Clones are the same, and any thread may have one.
#[derive(Clone)]
pub struct Scenario(Arc<Inner>);

struct Inner {
    /// The calls that have not returned, each with its thread.
    calls: Shared<Vec<(ThreadId, Call)>>,
    story: Shared<String>,
    beats: AtomicUsize,
    silent_looks: AtomicUsize,
    end: Mutex<Sender<End>>,
}

/// A call that may not return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// What it is called in a rejection.
    pub name: String,
    /// What explains that it does not return.
    pub misconception: Option<&'static str>,
}

enum End {
    Returned,
    Found(Finding),
    Panicked(String),
}

impl Scenario {
    /// Makes a call that may not return: `name` says which it is, such as
    /// ``"`send`"``.
    pub fn within<T>(&self, name: impl Display, call: impl FnOnce() -> T) -> T {
        self.call(name.to_string(), None, call)
    }

    /// The same, and `misconception` explains a call that does not return.
    pub fn within_or<T>(
        &self,
        name: impl Display,
        misconception: &'static str,
        call: impl FnOnce() -> T,
    ) -> T {
        self.call(name.to_string(), Some(misconception), call)
    }

    /// Makes a call that may not return, and that must not fail.
    pub fn within_ok<T, E: Display>(
        &self,
        name: impl Display,
        call: impl FnOnce() -> Result<T, E>,
    ) -> T {
        self.within(&name, call).unwrap_or_else(|error| {
            self.reject(None, format!("{name} failed: {error}"))
        })
    }

    fn call<T>(
        &self,
        name: String,
        misconception: Option<&'static str>,
        call: impl FnOnce() -> T,
    ) -> T {
        let here = thread::current().id();
        self.0.calls.lock().push((here, Call { name, misconception }));
        self.beat();
        // A panic leaves the call where it is, so that it can be named.
        let output = call();
        let mut calls = self.0.calls.lock();
        let place = calls.iter().rposition(|(thread, _)| *thread == here);
        calls.remove(place.expect("it was put there above"));
        drop(calls);
        self.beat();
        output
    }

    /// The calls that have not returned, in the order in which they began.
    pub fn calls(&self) -> Vec<Call> {
        self.0.calls.lock().iter().map(|(_, call)| call.clone()).collect()
    }

    /// Says that something happens: the watchdog starts waiting again.
    pub fn beat(&self) {
        self.0.beats.fetch_add(1, SeqCst);
    }

    /// How often something has happened.
    pub fn beats(&self) -> usize {
        self.0.beats.load(SeqCst)
    }

    /// For how long nothing has happened, in steps of 50 ms.
    pub fn silence(&self) -> Duration {
        LOOK * self.silent_looks()
    }

    /// Says what has happened so far. A rejection begins with it.
    pub fn story(&self, story: impl Display) {
        *self.0.story.lock() = story.to_string();
        self.beat();
    }

    /// What was last said of it, with `what` behind it.
    pub fn tell(&self, what: impl Display) -> String {
        match &**self.0.story.lock() {
            "" => what.to_string(),
            story => format!("{story}; {what}"),
        }
    }

    /// Plays more of it on another thread. A panic there rejects the attempt.
    pub fn spawn<T: Send + 'static>(
        &self,
        script: impl FnOnce() -> T + Send + 'static,
    ) -> JoinHandle<T> {
        let name = thread::current().name().unwrap_or("scenario").to_owned();
        let (scenario, same_test) = (self.clone(), rng::same_test());
        let thread = thread::Builder::new().name(name).spawn(move || {
            same_test();
            match catch_unwind(AssertUnwindSafe(script)) {
                Ok(output) => output,
                Err(panic) => scenario.has_panicked(&*panic),
            }
        });
        thread.expect("the system has one more thread")
    }

    /// Rejects the attempt, from any thread. The thread that calls this goes no
    /// further, and drops nothing.
    pub fn reject(
        &self,
        misconception: impl Into<Option<&'static str>>,
        measured: impl Display,
    ) -> ! {
        let finding = Finding::new(misconception, self.tell(measured));
        self.end(End::Found(finding));
        rest()
    }

    /// Rejects the attempt for a panic, and keeps the thread where it is.
    pub(crate) fn has_panicked(&self, panic: &(dyn Any + Send)) -> ! {
        let words = panic_words(panic);
        let words = words.unwrap_or_else(|| NOT_A_STRING.to_owned());
        self.end(End::Panicked(words));
        rest()
    }

    fn end(&self, end: End) {
        // It has ended before if no one receives this.
        crate::shared::lock(&self.0.end).send(end).ok();
    }

    fn silent_looks(&self) -> u32 {
        self.0.silent_looks.load(SeqCst) as u32
    }

    fn has_not_returned(&self, waited: Duration) -> Finding {
        let waited = time(waited);
        match self.calls().first() {
            Some(Call { name, misconception }) => Finding::new(
                *misconception,
                self.tell(format!(
                    "timed out: {name} has not returned for {waited}"
                )),
            ),
            None => {
                let measured =
                    format!("timed out: nothing has happened for {waited}");
                Finding::new(None, self.tell(measured))
            }
        }
    }

    fn panicked(&self, words: &str) -> String {
        self.tell(format!("it panicked: {words}"))
    }
}

/// Keeps the thread where it is: to unwind would run destructors of an attempt that is
/// known to be wrong.
fn rest() -> ! {
    loop {
        thread::park();
    }
}
