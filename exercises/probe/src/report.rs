//! What happens in a check, written down for another program to read.
//!
//! If the environment variable `PROBE_REPORT` names a file, the probe appends JSON
//! Lines to it: one object a line, and each line in one write, so that tests on
//! several threads do not tear each other's apart. The `event` says what an object is:
//!
//! - `begins`: an observation begins. `test`. Observations take turns, and this is
//!   written when it is its turn: if a check hangs, the last one names its test.
//! - `observed`: an observation is over. `test`; `given`, in words, or null; `took_ms`
//!   on the virtual clock; `end`: `done`, `panicked` or `stuck`; `picture` or null: a
//!   test has one, the first that there is, for drawing takes longer than observing.
//!   Of the many of a sweep only the last is written, or the one that is rejected.
//! - `rejected`: a check rejects. `test`; `measured`, which begins with what was given;
//!   `belief`, a slug or null; `text`, the rejection as it is printed; `picture` or
//!   null; `seed` or null.
//!
//! `test` is the name of the calling thread, which libtest names after its test, or
//! `main`. Strings are plain, without color codes. What cannot be written is not: the
//! check goes on.

use crate::{picture, rejection::Rejection};
use serde_json::{Value, json};
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

/// The variable that names the file.
const FILE: &str = "PROBE_REPORT";

thread_local! {
    /// Whether the test on this thread has a picture in the report.
    static DRAWN: Cell<bool> = const { Cell::new(false) };
}

/// Says that an observation begins.
pub(crate) fn begins() {
    if is_asked_for() {
        write(&json!({ "event": "begins", "test": test() }));
    }
}

/// Says that a check rejects, with the words that it prints.
pub(crate) fn rejected(rejection: &Rejection<'_>, text: &str) {
    if is_asked_for() {
        write(&json!({
            "event": "rejected",
            "test": test(),
            "measured": rejection.measured,
            "belief": rejection.belief,
            "text": text,
            "picture": rejection.picture,
            "seed": rejection.seed,
        }));
    }
}

/// An observation that is over. What it was given is only said afterwards, so it is
/// written when it is rejected, or else when it is dropped.
pub(crate) struct Unwritten(Mutex<Option<Value>>);

impl Unwritten {
    pub(crate) fn new(took: Duration, end: &str, record: &Record) -> Self {
        let line = is_asked_for().then(|| {
            let picture = match DRAWN.get() {
                false => picture::draw(record, picture::width() - 2),
                true => None,
            };
            DRAWN.set(DRAWN.get() || picture.is_some());
            json!({
                "event": "observed",
                "test": test(),
                "given": null,
                "took_ms": took.as_millis() as u64,
                "end": end,
                "picture": picture,
            })
        });
        Self(Mutex::new(line))
    }

    /// Adds what the attempt was given.
    pub(crate) fn given(&self, what: &str) {
        if let Some(line) = &mut *self.line() {
            line["given"] = what.into();
        }
    }

    /// Writes it, the first time.
    pub(crate) fn write(&self) {
        if let Some(line) = self.line().take() {
            write(&line);
        }
    }

    /// Sees to it that it is never written.
    pub(crate) fn discard(&self) {
        let line = self.line().take();
        if line.is_some_and(|it| !it["picture"].is_null()) {
            DRAWN.set(false);
        }
    }

    fn line(&self) -> MutexGuard<'_, Option<Value>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Unwritten {
    fn drop(&mut self) {
        self.write();
    }
}

fn is_asked_for() -> bool {
    env::var_os(FILE).is_some()
}

fn test() -> String {
    std::thread::current().name().unwrap_or("main").to_owned()
}

fn write(line: &Value) {
    if let Some(file) = env::var_os(FILE) {
        // A check must not fail because nobody can read about it.
        append(Path::new(&file), line).ok();
    }
}

fn append(file: &Path, line: &Value) -> io::Result<()> {
    let mut file = OpenOptions::new().create(true).append(true).open(file)?;
    file.write_all(format!("{line}\n").as_bytes())
}
