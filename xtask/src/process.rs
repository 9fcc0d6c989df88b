//! A program run under limits, with everything that it starts.
//!
//! Each has a process group of its own (on Windows: a job), which is ended as a whole: when
//! the program ends, when a limit is reached, when it is stopped, when we are interrupted,
//! and by the `reaper`, when we are killed.

mod limits;
mod pipe;
pub(crate) mod reaper;

pub(crate) use limits::{Limits, MEMORY};
pub(crate) use pipe::Said;

use pipe::Pipe;
use process_wrap::std::{ChildWrapper, CommandWrap};
use std::{
    io,
    path::Path,
    process::{ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

/// How long we sleep between two looks at a child.
const LOOK: Duration = Duration::from_millis(2);

/// What became of a program.
pub(crate) struct Finished {
    pub(crate) end: End,
    pub(crate) output: Said,
    pub(crate) errors: Said,
}

#[derive(Debug)]
pub(crate) enum End {
    /// It ended by itself.
    Exited(ExitStatus),
    /// It was ended when its time was up.
    OutOfTime {
        /// The processor time that it had used by then, where the system tells.
        cpu: Option<Duration>,
    },
    /// It was ended for writing too much.
    Flooded,
    /// It was ended because nobody wants to know any more.
    Stopped,
}

/// Runs `command` with nothing to read, and ends all of its group when it ends, reaches a
/// limit, or is stopped.
///
/// # Errors
///
/// If the program cannot be started or waited for.
pub(crate) fn run(
    command: Command,
    limits: &Limits,
    stop: &Stop,
) -> io::Result<Finished> {
    let Some(child) = Running::start(command, stop)? else {
        let (output, errors) = (Said::default(), Said::default());
        return Ok(Finished { end: End::Stopped, output, errors });
    };
    limits.lay_on(child.id());
    let output = child.lock().stdout().take().map(Pipe::read);
    let errors = child.lock().stderr().take().map(Pipe::read);
    let end = wait(&child, limits, output.as_ref(), errors.as_ref());
    // Whoever is left holds our pipes open, and is nobody's any more.
    drop(child);
    let said = |pipe: Option<Pipe>| pipe.map(Pipe::said).unwrap_or_default();
    let (output, errors) = (said(output), said(errors));
    let end = match end? {
        _ if stop.is_stopped() => End::Stopped,
        _ if output.is_flood() || errors.is_flood() => End::Flooded,
        end => end,
    };
    Ok(Finished { end, output, errors })
}

/// Waits until the child ends, floods, or its time is up.
fn wait(
    child: &Running,
    limits: &Limits,
    output: Option<&Pipe>,
    errors: Option<&Pipe>,
) -> io::Result<End> {
    let start = Instant::now();
    let is_flooded = |pipe: Option<&Pipe>| pipe.is_some_and(Pipe::is_flooded);
    loop {
        // The leader alone: what it left behind does not keep us.
        if let Some(status) = child.lock().inner_mut().try_wait()? {
            return Ok(match limits::is_out_of_cpu(status) {
                true => End::OutOfTime { cpu: Some(limits.wall) },
                false => End::Exited(status),
            });
        }
        if is_flooded(output) || is_flooded(errors) {
            return Ok(End::Flooded);
        }
        if start.elapsed() >= limits.wall {
            return Ok(End::OutOfTime { cpu: limits::cpu_time(child.id()) });
        }
        output.map_or_else(|| thread::sleep(LOOK), |pipe| pipe.wait(LOOK));
    }
}

/// Ends what was started under it, and lets nothing start any more. Clones are the same.
#[derive(Clone, Default)]
pub(crate) struct Stop {
    stopped: Arc<AtomicBool>,
    above: Option<Arc<Stop>>,
}

impl Stop {
    /// One that also stops when this one does.
    pub(crate) fn below(&self) -> Self {
        Self { stopped: Arc::default(), above: Some(Arc::new(self.clone())) }
    }

    pub(crate) fn now(&self) {
        // Under the lock: nothing is started between the two.
        let running = lock(&RUNNING);
        self.stopped.store(true, Ordering::SeqCst);
        for (_, child) in running.iter().filter(|(by, _)| by.is_stopped()) {
            let _ = lock(child).start_kill();
        }
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
            || self.above.as_ref().is_some_and(|it| it.is_stopped())
    }
}

type Child = Arc<Mutex<Box<dyn ChildWrapper>>>;

/// All that run now, each with what can stop it.
static RUNNING: Mutex<Vec<(Stop, Child)>> = Mutex::new(Vec::new());

/// A child, which is ended with its group when this is dropped.
pub(crate) struct Running {
    child: Child,
    id: u32,
}

impl Running {
    /// Starts it with nothing to read and its output piped; `None` after a stop.
    pub(crate) fn start(
        mut command: Command,
        stop: &Stop,
    ) -> io::Result<Option<Self>> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let is_ours = Path::new(command.get_program()).is_absolute();
        let mut command = CommandWrap::from(command);
        #[cfg(unix)]
        command.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        command.wrap(process_wrap::std::JobObject);
        let mut tries = 0;
        let (mut running, child) = loop {
            // Under the lock: no child is started while an interrupt ends the others.
            let running = lock(&RUNNING);
            if stop.is_stopped() {
                return Ok(None);
            }
            match command.spawn() {
                Ok(child) => break (running, child),
                Err(error) if is_ours && tries < 100 && is_being_linked(&error) => {
                    drop(running);
                    tries += 1;
                    thread::sleep(10 * LOOK);
                }
                Err(error) => return Err(error),
            }
        };
        let id = child.id();
        reaper::watch_over(id);
        let child = Arc::new(Mutex::new(child));
        running.push((stop.clone(), Arc::clone(&child)));
        Ok(Some(Self { child, id }))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Box<dyn ChildWrapper>> {
        lock(&self.child)
    }

    /// Its standard output, once.
    pub(crate) fn output(&self) -> Option<ChildStdout> {
        self.lock().stdout().take()
    }

    fn id(&self) -> u32 {
        self.id
    }
}

/// Another runner may be linking this very program: first there is none, then one that may
/// not be run yet. That passes.
fn is_being_linked(error: &io::Error) -> bool {
    use io::ErrorKind::{ExecutableFileBusy, NotFound, PermissionDenied};
    matches!(error.kind(), ExecutableFileBusy | NotFound | PermissionDenied)
}

impl Drop for Running {
    fn drop(&mut self) {
        let mut child = self.lock();
        // It fails where nobody is left.
        let _ = child.start_kill();
        let _ = child.inner_mut().wait();
        drop(child);
        lock(&RUNNING).retain(|(_, child)| !Arc::ptr_eq(child, &self.child));
        reaper::forget(self.id);
    }
}

/// Ends all that runs, and then us, when the user or the system interrupts: a terminal
/// interrupts its foreground group only, and our children have groups of their own.
///
/// # Errors
///
/// If the system refuses the handler.
pub(crate) fn end_all_when_interrupted() -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(|| {
        let _nothing_starts = end_all();
        // A terminal that takes nothing any more must not keep us.
        let (left, waits) = mpsc::channel();
        thread::spawn(move || {
            crate::watch::leave_the_screen();
            left.send(())
        });
        let _ = waits.recv_timeout(Duration::from_secs(1));
        // What a shell says of a program that was interrupted.
        std::process::exit(130);
    })
}

/// Ends all that runs. Nothing is started as long as the guard lives.
pub(crate) fn end_all() -> impl Sized {
    let running = lock(&RUNNING);
    for (_, child) in &*running {
        let _ = lock(child).start_kill();
    }
    running
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
