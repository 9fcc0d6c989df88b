//! The report of a check, for the runner: see [`protocol::Event`].
//!
//! If the environment variable [`protocol::env::REPORT`] names a file, the probe
//! appends one event per line to it. Each line is a single write, so tests on several
//! threads don't interleave their lines. If an event can't be written, the event is
//! lost, and the check continues.

use crate::rejection::{Rejection, panics::STILL_TODO, picture};
use protocol::{End, Event, Observed, Rejected};
use stage::timeline::Record;
use std::{
    cell::Cell,
    env,
    fs::OpenOptions,
    io::{self, Write},
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

thread_local! {
    /// The name of the program that runs on this thread, if it has one.
    static PROGRAM: Cell<Option<&'static str>> = const { Cell::new(None) };

    /// Whether the test on this thread already has a picture in the report.
    static DRAWN: Cell<bool> = const { Cell::new(false) };
}

/// Runs a program. Its observations are reported under this name.
pub(crate) fn under_name<T>(name: &'static str, run: impl FnOnce() -> T) -> T {
    PROGRAM.set(Some(name));
    let result = run();
    PROGRAM.set(None);
    result
}

/// Reports that an observation begins.
pub(crate) fn begin() {
    if is_requested() {
        write(&Event::Begins { test: test() });
    }
}

/// Reports that a check rejects an attempt. `text` is what the check prints.
pub(crate) fn rejected(rejection: &Rejection<'_>, text: &str) {
    if is_requested() {
        write(&Event::Rejected(Rejected {
            test: test(),
            measured: rejection.measured.clone(),
            misconception: rejection.misconception.map(str::to_owned),
            picture: rejection.picture.clone(),
            todo: rejection.measured.ends_with(STILL_TODO),
            seed: rejection.seed,
            text: text.to_owned(),
        }));
    }
}

/// A complete observation that is not in the report yet. The attempt's input is added
/// later, so the observation is not written until its output is used, it is rejected,
/// or this value is dropped.
pub(crate) struct PendingReport(Mutex<Option<Observed>>);

impl PendingReport {
    pub(crate) fn new(took: Duration, end: End, record: &Record) -> Self {
        let observed = is_requested().then(|| {
            let picture = match DRAWN.get() {
                false => picture::draw(record, picture::width() - 2),
                true => None,
            };
            DRAWN.set(DRAWN.get() || picture.is_some());
            let took_ms = took.as_millis() as u64;
            let given = PROGRAM.get().map(str::to_owned);
            Observed { test: test(), given, took_ms, end, picture }
        });
        Self(Mutex::new(observed))
    }

    /// Adds what the attempt was given.
    pub(crate) fn given(&self, what: &str) {
        if let Some(observed) = &mut *self.observed() {
            observed.given = Some(what.to_owned());
        }
    }

    /// Writes the observation, unless it was written or discarded before.
    pub(crate) fn write(&self) {
        if let Some(observed) = self.observed().take() {
            write(&Event::Observed(observed));
        }
    }

    /// Discards the observation, unless it was written before.
    pub(crate) fn discard(&self) {
        if self.observed().take().is_some_and(|it| it.picture.is_some()) {
            DRAWN.set(false);
        }
    }

    fn observed(&self) -> MutexGuard<'_, Option<Observed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for PendingReport {
    fn drop(&mut self) {
        self.write();
    }
}

fn is_requested() -> bool {
    env::var_os(protocol::env::REPORT).is_some()
}

fn test() -> String {
    std::thread::current().name().unwrap_or("main").to_owned()
}

fn write(event: &Event) {
    if let Some(file) = env::var_os(protocol::env::REPORT) {
        // A check must not fail because its report can't be written.
        append(Path::new(&file), event).ok();
    }
}

fn append(file: &Path, event: &Event) -> io::Result<()> {
    let line = event.to_json() + "\n";
    let mut file = OpenOptions::new().create(true).append(true).open(file)?;
    file.write_all(line.as_bytes())
}
