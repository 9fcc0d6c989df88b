//! A program run under limits, with everything that it starts.

use process_wrap::std::{ChildWrapper, CommandWrap};
use std::{
    io::{self, Read},
    process::{Command, ExitStatus, Stdio},
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
    let mut child = command.spawn()?;
    let output = child.stdout().take().map(|pipe| thread::spawn(|| read(pipe)));
    let errors = child.stderr().take().map(|pipe| thread::spawn(|| read(pipe)));
    let end = wait(&mut *child, limit);
    // Whoever is left holds our pipes open, and is nobody's any more.
    let _ = child.start_kill();
    let text = |it: Option<thread::JoinHandle<Text>>| {
        it.and_then(|it| it.join().ok()).unwrap_or_default()
    };
    let (output, errors) = (text(output), text(errors));
    let flooded = output.flooded || errors.flooded;
    let end = if flooded { End::Flooded } else { end? };
    Ok(Finished { end, output: output.text, errors: errors.text })
}

/// Waits until the child ends or its time is up. One that floods a pipe finds it closed
/// and ends by that, or blocks until its time is up: `run` sees which it was.
fn wait(child: &mut dyn ChildWrapper, limit: Duration) -> io::Result<End> {
    let start = Instant::now();
    loop {
        // The leader alone: what it left behind does not keep us.
        if let Some(status) = child.inner_mut().try_wait()? {
            return Ok(End::Exited(status));
        }
        if start.elapsed() >= limit {
            return Ok(End::OutOfTime);
        }
        thread::sleep(LOOK);
    }
}

#[derive(Default)]
struct Text {
    text: String,
    flooded: bool,
}

/// Reads to the end, or to the flood.
fn read(pipe: impl Read) -> Text {
    let mut bytes = Vec::new();
    // A pipe that breaks in the middle has said what it had to say.
    let _ = pipe.take(OUTPUT as u64 + 1).read_to_end(&mut bytes);
    let flooded = bytes.len() > OUTPUT;
    Text { text: String::from_utf8_lossy(&bytes).into_owned(), flooded }
}
