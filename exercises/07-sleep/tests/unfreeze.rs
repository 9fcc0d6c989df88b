//! A ticker beside the handler is on time, and the handler does what it did before.
//!
//! The given steps block as [`probe::thread::sleep`] does, which moves the virtual
//! clock if it holds the loop's thread: what is late is late by an exact figure.

#[path = "../unfreeze.rs"]
mod unfreeze;

use probe::{
    Observed, OnLane, Rng, observe,
    thread::{self, Blocked, Thread},
    time,
};
use std::{
    cell::Cell,
    future::poll_fn,
    hash::{DefaultHasher, Hash, Hasher},
    panic::resume_unwind,
    pin::pin,
    rc::Rc,
    sync::{Arc, OnceLock, mpsc},
    thread::{ThreadId, current},
    time::{Duration, Instant as MachineInstant},
};
use tokio::{
    runtime::Handle,
    task::{self, spawn_local, yield_now},
    time::{Instant, sleep, sleep_until},
};
use unfreeze::handle;

const READ: Duration = Duration::from_millis(250);
const DIGEST: Duration = Duration::from_millis(450);
const TICK: Duration = Duration::from_millis(100);
const LATE: Duration = Duration::from_millis(10);
/// What a thread may need of the machine's time to start.
const GRACE: Duration = Duration::from_millis(100);
/// In the first turn the handler may start threads, and in the next one its tasks may.
const TURNS: usize = 2;

#[test]
fn no_tick_is_late() {
    let Run { observed, .. } = seen();
    let done = observed.output(None);
    let late = time(done.late);
    for blocked in &observed.blocked {
        let (belief, how) = match blocked.thread {
            Thread::Other => continue,
            Thread::Joined => (
                "blocking-is-waiting",
                "another thread, and the loop's stands waiting for it".to_owned(),
            ),
            Thread::Loop(task) if task == Some(done.handler) => (
                "blocking-is-waiting",
                format!("the loop's thread, and a tick is {late} late"),
            ),
            Thread::Loop(_) => (
                "each-has-a-thread",
                format!("the loop's thread from a task, and a tick is {late} late"),
            ),
        };
        let how_long = time(blocked.duration);
        observed.reject(belief, format!("a call of {how_long} blocks {how}"));
    }
    if done.late > LATE {
        observed.reject(None, format!("a tick is {late} late"));
    }
}

#[test]
fn the_pause_comes_before_the_reading() {
    let run = seen();
    judge_pause(run);
    let joined = |it: &Blocked| it.thread == Thread::Joined;
    let elsewhere = run.reading().is_some_and(|it| !it.by_the_loop);
    if elsewhere && !run.observed.blocked.iter().any(joined) {
        // A thread takes a moment to start, and the idle loop lets its clock jump
        // meanwhile, perhaps beyond a pause that nobody makes. And one that pauses
        // while nobody waits for it may chance to be ahead of the one that reads.
        judge_pause(&Run::begin(Clock::Waits));
    }
}

fn judge_pause(run: &Run) {
    let Run { case, observed, .. } = run;
    let done = observed.output(None);
    let Some(reading) = run.reading() else {
        observed.reject(None, "the disk was not read")
    };
    if reading.at >= case.pause {
        return;
    }
    let (pause, read_at) = (time(case.pause), time(reading.at));
    let measured = format!("the pause is {pause}, and it reads at {read_at}");
    if reading.machine < case.pause {
        observed.reject(None, measured);
    }
    let kept = done.longest_poll >= case.pause;
    let measured = format!(
        "{measured}. By the machine's clock it reads at {}: the check cannot see a \
         sleep of the standard library, only the one that is given",
        time(reading.machine)
    );
    observed.reject(kept.then_some("blocking-is-waiting"), measured);
}

#[test]
fn the_digest_is_right() {
    let Run { case, observed, .. } = seen();
    let (digest, right) =
        (observed.output(None).digest, digest(&case.disk.text(&case.name)));
    if digest != right {
        observed.reject(
            None,
            format!("the digest is {right}, and it returned {digest}"),
        );
    }
}

/// What the handler is given.
struct Case {
    pause: Duration,
    disk: Disk,
    name: String,
}

/// What came of it.
struct Done {
    digest: u64,
    handler: task::Id,
    /// How late the latest tick was.
    late: Duration,
    /// The handler's longest, on the machine's clock.
    longest_poll: Duration,
}

struct Run {
    case: Case,
    observed: Observed<Done>,
}

/// What the virtual clock does while the handler begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    Runs,
    /// It stands still until the disk is read, or for so long that a thread which was
    /// started at once has read it. So does the loop, without which no other thread's
    /// pause comes to its end: the one that reads meanwhile has not waited for it.
    Waits,
}

/// One run for all tests: to find that a thread is joined takes some of the machine's
/// time.
fn seen() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    // Each test draws, so that each says how to repeat it.
    Rng::new();
    RUN.get_or_init(|| Run::begin(Clock::Runs))
}

impl Run {
    fn begin(clock: Clock) -> Self {
        let mut rng = Rng::new();
        let (reads, read) = mpsc::channel();
        let case = Case {
            pause: Duration::from_millis(300 + 10 * rng.range(0..10)),
            disk: Disk(Arc::new(Platter {
                edition: rng.range(0..1000),
                home: OnceLock::new(),
                reading: OnceLock::new(),
                reads,
            })),
            name: format!("page {}", rng.range(1..100)),
        };
        let (pause, disk, name) = (case.pause, case.disk.clone(), case.name.clone());
        let observed = observe(async move {
            disk.spin_up();
            let late = Rc::new(Cell::new(Duration::ZERO));
            let longest_poll = Rc::new(Cell::new(Duration::ZERO));
            let ticker = spawn_local(tick(Rc::clone(&late)).on_lane("ticker"));
            let handler = timed(handle(pause, disk, name), Rc::clone(&longest_poll));
            let handler = spawn_local(handler.on_lane("handler"));
            let id = handler.id();
            if clock == Clock::Waits {
                spawn_local(hold(read));
            }
            let digest =
                handler.await.unwrap_or_else(|it| resume_unwind(it.into_panic()));
            // Whatever was due while the handler ran has its chance to be late.
            sleep(TICK).await;
            ticker.abort();
            let (late, longest_poll) = (late.get(), longest_poll.get());
            Done { digest, handler: id, late, longest_poll }
        });
        Self { case, observed }
    }

    fn reading(&self) -> Option<&Reading> {
        self.case.disk.0.reading.get()
    }
}

/// Keeps the loop's thread until there is a reading, but not for good.
async fn hold(read: mpsc::Receiver<()>) {
    for _ in 0..TURNS {
        if read.recv_timeout(GRACE).is_ok() {
            break;
        }
        yield_now().await;
    }
}

/// Notes how long the longest poll takes.
async fn timed<F: Future>(future: F, longest: Rc<Cell<Duration>>) -> F::Output {
    let mut future = pin!(future);
    let poll = poll_fn(|context| {
        let begun = MachineInstant::now();
        let poll = future.as_mut().poll(context);
        longest.set(longest.get().max(begun.elapsed()));
        poll
    });
    poll.await
}

async fn tick(late: Rc<Cell<Duration>>) {
    let start = Instant::now();
    for tick in 1.. {
        let due = start + TICK * tick;
        sleep_until(due).await;
        late.set(late.get().max(due.elapsed()));
    }
}

/// Has pages. Clones are the same disk.
#[derive(Clone)]
pub struct Disk(Arc<Platter>);

struct Platter {
    edition: u64,
    home: OnceLock<Home>,
    reading: OnceLock<Reading>,
    /// Says that there is a reading.
    reads: mpsc::Sender<()>,
}

/// The loop, its thread, and when it began, on both clocks: another thread cannot tell
/// its time without.
struct Home {
    handle: Handle,
    thread: ThreadId,
    start: Instant,
    machine_start: MachineInstant,
}

/// The first one that began.
struct Reading {
    by_the_loop: bool,
    /// When, on the virtual clock. Pauses on other threads, which take none of its
    /// time, are added.
    at: Duration,
    /// When, on the machine's clock.
    machine: Duration,
}

impl Disk {
    /// Reads a page, and blocks the thread until it is there.
    pub fn read_blocking(&self, name: &str) -> Page {
        self.begin();
        thread::sleep(READ);
        Page { text: self.text(name) }
    }

    /// Reads a page, and waits until it is there.
    pub async fn read(&self, name: &str) -> Page {
        self.begin();
        sleep(READ).await;
        Page { text: self.text(name) }
    }

    fn spin_up(&self) {
        self.0.home.get_or_init(|| Home {
            handle: Handle::current(),
            thread: current().id(),
            start: Instant::now(),
            machine_start: MachineInstant::now(),
        });
    }

    fn begin(&self) {
        let home = self.0.home.get().expect("it spins before anybody has it");
        let _context = home.handle.enter();
        let elsewhere = thread::blocked().into_iter();
        let elsewhere = elsewhere.filter(|it| !matches!(it.thread, Thread::Loop(_)));
        let elsewhere: Duration = elsewhere.map(|it| it.duration).sum();
        self.0.reading.get_or_init(|| Reading {
            by_the_loop: current().id() == home.thread,
            at: home.start.elapsed() + elsewhere,
            machine: home.machine_start.elapsed(),
        });
        // Nobody listens if the clock runs.
        self.0.reads.send(()).ok();
    }

    fn text(&self, name: &str) -> String {
        format!("{name}, edition {}", self.0.edition)
    }
}

/// A page from the disk.
pub struct Page {
    text: String,
}

impl Page {
    /// A number that stands for the page. To find it takes the processor some time.
    pub fn digest(&self) -> u64 {
        thread::sleep(DIGEST);
        digest(&self.text)
    }
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
