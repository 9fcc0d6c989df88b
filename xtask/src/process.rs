//! Runs a program and everything that it starts, under limits.
//!
//! Each program gets its own process group (on Windows, a job), which is killed as a whole:
//! when the program exits, when it reaches a limit, when the run is canceled, and when the
//! runner is interrupted. If the runner itself is killed, the `reaper` kills the groups.

mod foreground;
mod gate;
mod limits;
mod pipe;
pub(crate) mod reaper;
mod running;

pub(crate) use foreground::run_in_foreground;
#[cfg(unix)]
pub(crate) use foreground::suspend;
#[cfg(unix)]
pub(crate) use limits::become_program;
pub(crate) use limits::{CANNOT_RUN, COMPILER, Limits, MEMORY, remember_runner};
pub(crate) use pipe::Output;
pub(crate) use running::{CancellationToken, Priority, Running, end_all};

use gate::Gate;
use pipe::Pipe;
use running::POLL_INTERVAL;
use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
    process::{Command, ExitStatus},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// What happened to a program.
pub(crate) struct Finished {
    pub(crate) end: End,
    pub(crate) output: Output,
    pub(crate) errors: Output,
}

impl Finished {
    /// True if the program could not be started. In that case, the errors say why. A
    /// program that did run may exit with the same code.
    pub(crate) fn could_not_start(&self) -> bool {
        matches!(&self.end, End::Exited(status) if status.code() == Some(CANNOT_RUN))
    }
}

/// How a program ended.
#[derive(Debug)]
pub(crate) enum End {
    /// It exited by itself or crashed.
    Exited(ExitStatus),
    /// It was killed when its time was up.
    TimedOut {
        /// The CPU time that it had used, if the system reports it.
        cpu: Option<Duration>,
    },
    /// It was killed for printing too much.
    OutputLimit,
}

/// Runs `command` with an empty standard input, and kills its process group when it exits,
/// reaches a limit, or is canceled. Returns `None` if it was canceled.
///
/// # Errors
///
/// If the program can't be started or waited for.
pub(crate) fn run(
    command: Command,
    limits: Limits,
    token: &CancellationToken,
) -> io::Result<Option<Finished>> {
    let resources = limits.resources();
    let child = Running::start_limited(command, resources, Priority::Normal, token)?;
    let Some(child) = child else { return Ok(None) };
    let output = child.output();
    finish(child, Instant::now(), limits, output, token)
}

/// Like [`run`], for a program that opens the file `log` before it prints anything:
/// before the first line is printed, the runner also opens that file, and deletes it. So
/// no code in the program can open it later and write something else to it. The log is
/// `None` if the program ended without one.
pub(crate) fn run_sealed(
    command: Command,
    limits: Limits,
    token: &CancellationToken,
    log: &Path,
) -> io::Result<Option<(Finished, Option<File>)>> {
    let (gate, output) = Gate::closed()?;
    let child = Running::start_with(
        limits::limited(command, limits.resources()),
        output.into(),
        Priority::Normal,
        token,
    )?;
    let Some(child) = child else { return Ok(None) };
    let start = Instant::now();
    let log = loop {
        let has_ended = child.lock().inner_mut().try_wait()?.is_some();
        if let Ok(file) = File::open(log) {
            // On a file system where an open file can't lose its path, the log is not
            // sealed.
            let _ = fs::remove_file(log);
            break Some(file);
        }
        if has_ended || start.elapsed() >= limits.wall {
            break None;
        }
        thread::sleep(POLL_INTERVAL / 10);
    };
    let finished = finish(child, start, limits, Some(gate.open()), token)?;
    Ok(finished.map(|it| (it, log)))
}

fn finish(
    child: Running,
    start: Instant,
    limits: Limits,
    output: Option<impl Read + Send + 'static>,
    token: &CancellationToken,
) -> io::Result<Option<Finished>> {
    let output = output.map(Pipe::read);
    let errors = child.errors().map(Pipe::read);
    let end = wait(&child, start, limits, output.as_ref(), errors.as_ref());
    // A remaining process in the group could hold the pipes open, so this kills it
    // before they are read to the end.
    drop(child);
    let said = |pipe: Option<Pipe>| pipe.map(Pipe::said).unwrap_or_default();
    let (output, errors) = (said(output), said(errors));
    let end = match end? {
        _ if token.is_cancelled() => return Ok(None),
        _ if output.is_over_limit() || errors.is_over_limit() => End::OutputLimit,
        end => end,
    };
    Ok(Some(Finished { end, output, errors }))
}

/// Waits until the child exits, prints too much, or runs out of time.
fn wait(
    child: &Running,
    start: Instant,
    limits: Limits,
    output: Option<&Pipe>,
    errors: Option<&Pipe>,
) -> io::Result<End> {
    let is_over_limit = |pipe: Option<&Pipe>| pipe.is_some_and(Pipe::is_over_limit);
    loop {
        // Only the group's leader counts: processes that it left behind must not delay
        // the result.
        if let Some(status) = child.lock().inner_mut().try_wait()? {
            return Ok(match limits::is_out_of_cpu(status) {
                true => End::TimedOut { cpu: Some(limits.wall) },
                false => End::Exited(status),
            });
        }
        if is_over_limit(output) || is_over_limit(errors) {
            return Ok(End::OutputLimit);
        }
        if start.elapsed() >= limits.wall {
            return Ok(End::TimedOut { cpu: limits::cpu_time(child.id()) });
        }
        output.map_or_else(
            || thread::sleep(POLL_INTERVAL),
            |pipe| pipe.wait(POLL_INTERVAL),
        );
    }
}

/// On an interrupt, kills all running programs, calls `clean_up`, and exits. The terminal
/// interrupts only its foreground process group, but our children have their own groups.
///
/// # Errors
///
/// If the system rejects the handler.
pub(crate) fn end_all_when_interrupted(clean_up: fn()) -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(move || {
        if foreground::has_terminal() {
            return;
        }
        let _nothing_starts = end_all();
        // A terminal that no longer accepts output must not block the exit.
        let (left, waits) = mpsc::channel();
        thread::spawn(move || {
            clean_up();
            left.send(())
        });
        let _ = waits.recv_timeout(Duration::from_secs(1));
        // The exit code that shells report for an interrupted program.
        std::process::exit(130);
    })
}
