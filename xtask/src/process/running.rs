//! The running children, and the tokens that cancel them.

use super::{
    limits::{self, PAUSE, Resources, TRIES, is_being_linked},
    reaper,
};
use process_wrap::std::{ChildWrapper, CommandWrap};
use std::{
    io,
    process::{ChildStderr, ChildStdout, Command, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// The time between two checks of a child's state.
pub(super) const POLL_INTERVAL: Duration = Duration::from_millis(2);

/// Cancels the programs that were started with it: running ones are killed, and no further
/// ones start. All clones share one state.
#[derive(Clone, Default)]
pub(crate) struct CancellationToken {
    cancelled: Arc<AtomicBool>,
    parent: Option<Arc<CancellationToken>>,
}

impl CancellationToken {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A token that is also canceled when this one is.
    pub(crate) fn child_token(&self) -> Self {
        Self { cancelled: Arc::default(), parent: Some(Arc::new(self.clone())) }
    }

    pub(crate) fn cancel(&self) {
        // Take the lock first, so that no child starts between the store and the
        // loop.
        let running = lock(&RUNNING);
        self.cancelled.store(true, Ordering::SeqCst);
        for (_, child) in running.iter().filter(|(by, _)| by.is_cancelled()) {
            let _ = lock(child).start_kill();
        }
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
            || self.parent.as_ref().is_some_and(|it| it.is_cancelled())
    }
}

/// A child's claim on processor time that other programs need, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Priority {
    Normal,
    /// The child gets only the time that no other program needs.
    Low,
}

type Child = Arc<Mutex<Box<dyn ChildWrapper>>>;

/// All running children, each with the token that can cancel it.
static RUNNING: Mutex<Vec<(CancellationToken, Child)>> = Mutex::new(Vec::new());

/// A running child. Dropping this kills the child's process group.
pub(crate) struct Running {
    child: Child,
    id: u32,
}

impl Running {
    /// Starts a child with an empty standard input and its output piped. Returns `None` if
    /// the token was canceled.
    pub(crate) fn start(
        command: Command,
        priority: Priority,
        token: &CancellationToken,
    ) -> io::Result<Option<Self>> {
        Self::start_with(command, Stdio::piped(), priority, token)
    }

    /// Like [`Self::start`], for a program that the system limits.
    pub(crate) fn start_limited(
        command: Command,
        resources: Resources,
        priority: Priority,
        token: &CancellationToken,
    ) -> io::Result<Option<Self>> {
        Self::start(limits::limited(command, resources), priority, token)
    }

    /// Like [`Self::start`], with its standard output on `output`.
    pub(super) fn start_with(
        mut command: Command,
        output: Stdio,
        priority: Priority,
        token: &CancellationToken,
    ) -> io::Result<Option<Self>> {
        command.stdin(Stdio::null()).stdout(output).stderr(Stdio::piped());
        let program = command.get_program().to_owned();
        let mut command = CommandWrap::from(command);
        #[cfg(unix)]
        command.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        command.wrap(process_wrap::std::JobObject).wrap(creation_flags(priority));
        let mut tries = 0;
        let (mut running, child) = loop {
            // Hold the lock, so that no child starts while an interrupt kills the
            // others.
            let running = lock(&RUNNING);
            if token.is_cancelled() {
                return Ok(None);
            }
            match command.spawn() {
                Ok(child) => break (running, child),
                Err(error) if tries < TRIES && is_being_linked(&program, &error) => {
                    drop(running);
                    tries += 1;
                    thread::sleep(PAUSE);
                }
                Err(error) => return Err(error),
            }
        };
        let id = child.id();
        #[cfg(unix)]
        lower(id, priority);
        reaper::watch_over(id);
        let child = Arc::new(Mutex::new(child));
        running.push((token.clone(), Arc::clone(&child)));
        Ok(Some(Self { child, id }))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Box<dyn ChildWrapper>> {
        lock(&self.child)
    }

    /// The child's standard output; `None` after the first call.
    pub(crate) fn output(&self) -> Option<ChildStdout> {
        self.lock().stdout().take()
    }

    /// The child's standard error; `None` after the first call.
    pub(crate) fn errors(&self) -> Option<ChildStderr> {
        self.lock().stderr().take()
    }

    pub(super) fn id(&self) -> u32 {
        self.id
    }
}

/// Gives the child a low priority, which the programs that it starts inherit.
#[cfg(unix)]
fn lower(id: u32, priority: Priority) {
    use rustix::process::{Pid, setpriority_process};
    let id = i32::try_from(id).ok().and_then(Pid::from_raw);
    if let (Priority::Low, Some(id)) = (priority, id) {
        // If this fails, the only consequence is that the child takes more processor
        // time.
        let _ = setpriority_process(Some(id), 19);
    }
}

/// The child's priority, which the programs that it starts inherit.
#[cfg(windows)]
fn creation_flags(priority: Priority) -> process_wrap::std::CreationFlags {
    /// `BELOW_NORMAL_PRIORITY_CLASS` of `CreateProcess`.
    const BELOW_NORMAL: u32 = 0x4000;
    let mut flags = process_wrap::std::CreationFlags(Default::default());
    if priority == Priority::Low {
        flags.0.0 = BELOW_NORMAL;
    }
    flags
}

impl Drop for Running {
    fn drop(&mut self) {
        let mut child = self.lock();
        // This fails if no process is left in the group.
        let _ = child.start_kill();
        let _ = child.inner_mut().wait();
        drop(child);
        lock(&RUNNING).retain(|(_, child)| !Arc::ptr_eq(child, &self.child));
        reaper::forget(self.id);
    }
}

/// Kills all running children. No child starts until the returned guard is dropped.
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
