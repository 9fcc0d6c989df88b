//! A program run under limits, with everything that it starts.
//!
//! Each has a process group of its own (on Windows: a job), which is ended as a whole: when
//! the program ends, when a limit is reached, when the run is canceled, when we are
//! interrupted, and by the `reaper`, when we are killed.

mod limits;
mod pipe;
pub(crate) mod reaper;
mod running;

pub(crate) use limits::{Limits, MEMORY};
pub(crate) use pipe::Output;
pub(crate) use running::{CancellationToken, Priority, Running, end_all};

use pipe::Pipe;
use running::POLL_INTERVAL;
use std::{
    io,
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

/// How a program ended.
#[derive(Debug)]
pub(crate) enum End {
    /// It ended by itself.
    Exited(ExitStatus),
    /// It was ended when its time was up.
    TimedOut {
        /// The processor time that it had used by then, where the system tells.
        cpu: Option<Duration>,
    },
    /// It was ended for printing too much.
    OutputLimit,
}

/// Runs `command` with nothing to read, and ends all of its group when it ends, reaches a
/// limit, or is canceled. `None`, if it was canceled.
///
/// # Errors
///
/// If the program cannot be started or waited for.
pub(crate) fn run(
    command: Command,
    limits: Limits,
    token: &CancellationToken,
) -> io::Result<Option<Finished>> {
    let child = Running::start(command, Priority::Normal, token)?;
    let Some(child) = child else { return Ok(None) };
    limits.apply(child.id());
    let output = child.output().map(Pipe::read);
    let errors = child.errors().map(Pipe::read);
    let end = wait(&child, limits, output.as_ref(), errors.as_ref());
    // A process that is left may hold our pipes open, and is ended here.
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

/// Waits until the child ends, prints too much, or its time is up.
fn wait(
    child: &Running,
    limits: Limits,
    output: Option<&Pipe>,
    errors: Option<&Pipe>,
) -> io::Result<End> {
    let start = Instant::now();
    let is_over_limit = |pipe: Option<&Pipe>| pipe.is_some_and(Pipe::is_over_limit);
    loop {
        // The leader alone: what it left behind does not keep us.
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

/// Ends all that runs, and then us, when the user or the system interrupts: a terminal
/// interrupts its foreground group only, and our children have groups of their own.
/// Between the two, `clean_up` is called.
///
/// # Errors
///
/// If the system refuses the handler.
pub(crate) fn end_all_when_interrupted(clean_up: fn()) -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(move || {
        let _nothing_starts = end_all();
        // A terminal that accepts nothing any more must not keep us.
        let (left, waits) = mpsc::channel();
        thread::spawn(move || {
            clean_up();
            left.send(())
        });
        let _ = waits.recv_timeout(Duration::from_secs(1));
        // What a shell says of a program that was interrupted.
        std::process::exit(130);
    })
}
