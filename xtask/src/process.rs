//! A program run under limits, with everything that it starts.

use process_wrap::std::{ChildWrapper, CommandWrap};
use std::{
    io::{self, Read},
    process::{Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

/// More output than this is a flood. A check's explanation with pictures takes a hundredth.
const OUTPUT: usize = 1 << 20;

/// How long we sleep between two looks at a child.
const LOOK: Duration = Duration::from_millis(2);

/// What became of a program.
pub(crate) struct Finished {
    pub(crate) end: End,
    /// Standard output, up to the flood.
    pub(crate) output: String,
    /// Standard error, up to the flood.
    pub(crate) errors: String,
}

pub(crate) enum End {
    /// It ended by itself.
    Exited(ExitStatus),
    /// It was ended when its time was up.
    OutOfTime,
    /// It was ended for writing too much.
    Flooded,
}

/// Runs `command` in a process group of its own (on Windows: in a job), with nothing to
/// read, and ends all of the group when the command ends or a limit is reached.
///
/// # Errors
///
/// If the program cannot be started or waited for.
pub(crate) fn run(mut command: Command, limit: Duration) -> io::Result<Finished> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut command = CommandWrap::from(command);
    #[cfg(unix)]
    command.wrap(process_wrap::std::ProcessGroup::leader());
    #[cfg(windows)]
    command.wrap(process_wrap::std::JobObject);
    let child = Running::start(&mut command)?;
    let output = child.lock().stdout().take().map(Pipe::read);
    let errors = child.lock().stderr().take().map(Pipe::read);
    let end = wait(&child, limit);
    // Whoever is left holds our pipes open, and is nobody's any more.
    drop(child);
    let said = |pipe: Option<Pipe>| pipe.map(Pipe::said).unwrap_or_default();
    let (output, errors) = (said(output), said(errors));
    let flooded = output.len().max(errors.len()) > OUTPUT;
    let end = if flooded { End::Flooded } else { end? };
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Finished { end, output: text(output), errors: text(errors) })
}

/// Waits until the child ends or its time is up. One that floods a pipe finds it closed
/// and ends by that, or blocks until its time is up: `run` sees which it was.
fn wait(child: &Running, limit: Duration) -> io::Result<End> {
    let start = Instant::now();
    loop {
        // The leader alone: what it left behind does not keep us.
        if let Some(status) = child.lock().inner_mut().try_wait()? {
            return Ok(End::Exited(status));
        }
        if start.elapsed() >= limit {
            return Ok(End::OutOfTime);
        }
        thread::sleep(LOOK);
    }
}

type Child = Arc<Mutex<Box<dyn ChildWrapper>>>;

/// All that run now.
static RUNNING: Mutex<Vec<Child>> = Mutex::new(Vec::new());

/// A child, which is ended with its group when this is dropped or we are interrupted.
struct Running(Child);

impl Running {
    fn start(command: &mut CommandWrap) -> io::Result<Self> {
        // Under the lock: no child is started while an interrupt ends the others.
        let mut running = lock(&RUNNING);
        let child = Arc::new(Mutex::new(command.spawn()?));
        running.push(Arc::clone(&child));
        Ok(Self(child))
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn ChildWrapper>> {
        lock(&self.0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        lock(&RUNNING).retain(|child| !Arc::ptr_eq(child, &self.0));
        let mut child = self.lock();
        // It fails where nobody is left.
        let _ = child.start_kill();
        let _ = child.inner_mut().wait();
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
        let running = lock(&RUNNING);
        for child in &*running {
            let _ = lock(child).start_kill();
        }
        // What a shell says of a program that was interrupted.
        std::process::exit(130);
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A pipe that a thread of ours reads to its end, or to the flood.
struct Pipe {
    bytes: Arc<Mutex<Vec<u8>>>,
    end: mpsc::Receiver<()>,
}

impl Pipe {
    fn read(mut pipe: impl Read + Send + 'static) -> Self {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let (sender, end) = mpsc::channel();
        let filled = Arc::clone(&bytes);
        thread::spawn(move || {
            let _sender = sender;
            let mut chunk = [0; 8192];
            // A pipe that breaks in the middle has said what it had to say.
            while let Ok(read @ 1..) = pipe.read(&mut chunk) {
                let mut filled =
                    filled.lock().unwrap_or_else(PoisonError::into_inner);
                filled.extend(&chunk[..read]);
                if filled.len() > OUTPUT {
                    break;
                }
            }
        });
        Self { bytes, end }
    }

    /// All that was said; if somebody who left the group still holds the pipe, all so far.
    fn said(self) -> Vec<u8> {
        let _ = self.end.recv_timeout(Duration::from_secs(1));
        std::mem::take(
            &mut *self.bytes.lock().unwrap_or_else(PoisonError::into_inner),
        )
    }
}
