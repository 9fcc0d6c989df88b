//! A script that runs on its own thread, with a watchdog.
//!
//! Scenarios are for attempts that may block or spin within a call, where polls don't
//! return and virtual clocks don't advance. The watchdog measures silence, not total
//! time: it times out when nothing has happened for a while. So busy machines and long
//! scripts don't cause timeouts, and a check waits only for attempts that fail.

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

/// What was measured, and the misconception that explains it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// A slug of `misconceptions.md`.
    pub misconception: Option<&'static str>,
    /// What was measured.
    pub measured: String,
}

impl Finding {
    /// Creates a finding.
    pub fn new(
        misconception: impl Into<Option<&'static str>>,
        measured: impl Into<String>,
    ) -> Self {
        Self { misconception: misconception.into(), measured: measured.into() }
    }
}

/// Runs `script` on its own thread under a watchdog, and returns its output.
///
/// # Panics
///
/// Rejects the attempt if the script rejects it, if the script panics, or if nothing
/// happens in it for three seconds.
#[track_caller]
pub fn scenario<T: Send + 'static>(
    script: impl FnOnce(&Scenario) -> T + Send + 'static,
) -> T {
    Watchdog::new().watch(script)
}

/// Settings for running a scenario.
#[must_use = "nothing runs before `watch`"]
pub struct Watchdog {
    patience: Duration,
    is_alone: bool,
    on_timeout: Box<dyn Fn(&Scenario) -> Finding>,
    on_panic: Box<OnPanic>,
}

type OnPanic = dyn Fn(&Scenario, &str) -> Finding;

/// How often the watchdog checks for beats. Silence is counted in these intervals
/// rather than measured, so suspending the machine adds only a single interval.
const INTERVAL: Duration = Duration::from_millis(50);

/// Whether a scenario of this process has timed out. After that, the others get only a
/// tenth of their patience, because the check has already failed.
static HAS_TIMED_OUT: AtomicBool = AtomicBool::new(false);

/// Locked by a scenario that must run alone.
static ALONE: Mutex<()> = Mutex::new(());

impl Watchdog {
    /// A watchdog that times out after three seconds of silence.
    pub fn new() -> Self {
        Self {
            patience: Duration::from_secs(3),
            is_alone: false,
            on_timeout: Box::new(|it| it.has_not_returned(it.silence())),
            on_panic: Box::new(|it, words| Finding::new(None, it.panicked(words))),
        }
    }

    /// Sets the length of silence after which the scenario times out. Calls that do a
    /// lot of work need a longer silence.
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Runs one such scenario at a time in this process: for scenarios that check
    /// thread states.
    pub fn alone(self) -> Self {
        Self { is_alone: true, ..self }
    }

    /// Sets the finding for a timeout. By default, the finding names the call that has
    /// not returned and has that call's misconception.
    pub fn on_timeout(
        self,
        on_timeout: impl Fn(&Scenario) -> Finding + 'static,
    ) -> Self {
        Self { on_timeout: Box::new(on_timeout), ..self }
    }

    /// Sets the finding for a panic with a given message. By default, the finding
    /// contains that message. `on_panic` is not called for a `todo!()`.
    pub fn on_panic(
        self,
        on_panic: impl Fn(&Scenario, &str) -> Finding + 'static,
    ) -> Self {
        Self { on_panic: Box::new(on_panic), ..self }
    }

    /// Sets the misconception of a call that does not return, or that panics because a
    /// `RefCell` is already borrowed: for scripts in which a waker calls the attempt again
    /// while the attempt calls that waker.
    pub fn calls_back(self, misconception: &'static str) -> Self {
        self.on_timeout(move |it| Finding {
            misconception: Some(misconception),
            ..it.has_not_returned(it.silence())
        })
        .on_panic(move |it, words| {
            let is_borrowed = words.contains("borrowed");
            Finding::new(is_borrowed.then_some(misconception), it.panicked(words))
        })
    }

    /// Runs `script` on its own thread, and returns its output.
    ///
    /// # Panics
    ///
    /// Rejects the attempt if the script rejects it, if the script panics, or if nothing
    /// happens in it for as long as the watchdog's patience lasts.
    #[track_caller]
    pub fn watch<T: Send + 'static>(
        self,
        script: impl FnOnce(&Scenario) -> T + Send + 'static,
    ) -> T {
        self.try_watch(script)
            .unwrap_or_else(|it| reject(it.misconception, it.measured))
    }

    /// Like [`Self::watch`], but returns the finding instead of rejecting the attempt.
    /// This way, several tests can share one run, and each of them can reject with its
    /// finding.
    ///
    /// # Errors
    ///
    /// The finding with which [`Self::watch`] would reject the attempt.
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
            silent_intervals: AtomicUsize::new(0),
            end: Mutex::new(sender),
        }));
        let (tell, output) = mpsc::channel();
        scenario.spawn({
            let scenario = scenario.clone();
            move || {
                // This fails if the scenario has already been rejected.
                tell.send(script(&scenario)).ok();
                scenario.end(End::Returned);
            }
        });
        self.wait(&scenario, &ends)?;
        Ok(output.recv().expect("the output is sent before the end"))
    }

    fn wait(
        &self,
        scenario: &Scenario,
        ends: &mpsc::Receiver<End>,
    ) -> Result<(), Finding> {
        let mut beats = 0;
        loop {
            match ends.recv_timeout(INTERVAL) {
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
            let silent = match now == beats {
                true => scenario.0.silent_intervals.fetch_add(1, SeqCst) as u32 + 1,
                false => 0,
            };
            beats = now;
            if silent == 0 {
                scenario.0.silent_intervals.store(0, SeqCst);
            }
            let patience = match HAS_TIMED_OUT.load(SeqCst) {
                true => self.patience / 10,
                false => self.patience,
            };
            if INTERVAL * silent >= patience {
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

/// A running script. Clones refer to the same run and may be sent to other threads.
#[derive(Clone)]
pub struct Scenario(Arc<Inner>);

struct Inner {
    /// The calls that have not returned, each with its thread.
    calls: Shared<Vec<(ThreadId, Call)>>,
    story: Shared<String>,
    beats: AtomicUsize,
    silent_intervals: AtomicUsize,
    end: Mutex<Sender<End>>,
}

/// A call that may not return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The call's name in a rejection.
    pub name: String,
    /// The misconception that explains why it does not return.
    pub misconception: Option<&'static str>,
}

enum End {
    Returned,
    Found(Finding),
    Panicked(String),
}

impl Scenario {
    /// Makes a call that may not return. `name` is its name in a rejection, such as
    /// ``"`send`"``.
    pub fn within<T>(&self, name: impl Display, call: impl FnOnce() -> T) -> T {
        self.call(name.to_string(), None, call)
    }

    /// Like [`Self::within`], with a misconception that explains a call that does not
    /// return.
    pub fn within_or<T>(
        &self,
        name: impl Display,
        misconception: &'static str,
        call: impl FnOnce() -> T,
    ) -> T {
        self.call(name.to_string(), Some(misconception), call)
    }

    /// Like [`Self::within`], for a call that must not fail. Rejects the attempt if it
    /// returns an error.
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
        // After a panic, the call stays in the list, so that `on_panic` can name it.
        let output = call();
        let mut calls = self.0.calls.lock();
        let index = calls.iter().rposition(|(thread, _)| *thread == here);
        calls.remove(index.expect("it was added above"));
        drop(calls);
        self.beat();
        output
    }

    /// The calls that have not returned, in the order in which they began.
    pub fn calls(&self) -> Vec<Call> {
        self.0.calls.lock().iter().map(|(_, call)| call.clone()).collect()
    }

    /// Tells the watchdog that something has happened. This ends the silence.
    pub fn beat(&self) {
        self.0.beats.fetch_add(1, SeqCst);
    }

    /// How many beats there have been so far.
    pub fn beats(&self) -> usize {
        self.0.beats.load(SeqCst)
    }

    /// For how long nothing has happened, in steps of 50 ms.
    pub fn silence(&self) -> Duration {
        INTERVAL * self.silent_intervals()
    }

    /// Sets a summary of what has happened so far. A rejection begins with it.
    pub fn story(&self, story: impl Display) {
        *self.0.story.lock() = story.to_string();
        self.beat();
    }

    /// The latest [`story`](Self::story), followed by `what`.
    pub fn tell(&self, what: impl Display) -> String {
        match &**self.0.story.lock() {
            "" => what.to_string(),
            story => format!("{story}; {what}"),
        }
    }

    /// Runs a part of the script on another thread. A panic there rejects the attempt.
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
        thread.expect("the system can start one more thread")
    }

    /// Rejects the attempt, from any thread. The calling thread stops here, without
    /// dropping its values.
    pub fn reject(
        &self,
        misconception: impl Into<Option<&'static str>>,
        measured: impl Display,
    ) -> ! {
        let finding = Finding::new(misconception, self.tell(measured));
        self.end(End::Found(finding));
        park_forever()
    }

    /// Rejects the attempt because of a panic. The calling thread stops here.
    pub(crate) fn has_panicked(&self, panic: &(dyn Any + Send)) -> ! {
        let words = panic_words(panic);
        let words = words.unwrap_or_else(|| NOT_A_STRING.to_owned());
        self.end(End::Panicked(words));
        park_forever()
    }

    fn end(&self, end: End) {
        // This fails if the scenario has already ended.
        crate::shared::lock(&self.0.end).send(end).ok();
    }

    fn silent_intervals(&self) -> u32 {
        self.0.silent_intervals.load(SeqCst) as u32
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

/// Stops the thread without unwinding. Unwinding would run the destructors of an
/// attempt that is known to be wrong.
fn park_forever() -> ! {
    loop {
        thread::park();
    }
}
