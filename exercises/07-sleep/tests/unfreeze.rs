//! A ticker beside the handler is on time, and the handler does what it did before:
//! it pauses, reads, and digests.
//!
//! The given steps block as [`probe::thread::sleep`] does, which moves the virtual
//! clock if it holds the loop's thread: what is late is late by an exact figure.

#[path = "../unfreeze.rs"]
mod unfreeze;

use probe::{
    EventLoop, Lateness, Observed, OnLane, Rng, Shared, ensure, observe,
    thread::{self, Thread},
    time,
};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::OnceLock,
    time::Duration,
};
use tokio::{
    task::{self, spawn_local, yield_now},
    time::sleep,
};
use unfreeze::handle;

const READ: Duration = Duration::from_millis(250);
const DIGEST: Duration = Duration::from_millis(450);
const TICK: Duration = Duration::from_millis(100);
const LATE: Duration = Duration::from_millis(10);

#[test]
fn no_tick_is_late() {
    let Run { observed, .. } = run_once();
    let done = observed.output(None);
    let late = time(done.late);
    for blocked in &observed.blocked {
        let (misconception, what) = match blocked.thread {
            Thread::Other => continue,
            Thread::Joined => (
                "blocking-is-waiting",
                "another thread, and the loop's thread waits for it",
            ),
            Thread::Loop(task) if task == Some(done.handler) => {
                ("blocking-is-waiting", "the loop's thread")
            }
            Thread::Loop(_) => {
                ("each-has-a-thread", "the loop's thread, from another task")
            }
        };
        let how_long = time(blocked.duration);
        let measured =
            format!("a call of {how_long} blocks {what}; a tick is {late} late");
        observed.reject(misconception, measured);
    }
    ensure!(observed, done.late <= LATE, None, "a tick is {late} late");
}

#[test]
fn the_pause_comes_before_the_reading() {
    let run = run_once();
    pauses_before_it_reads(run);
    let joined = run.observed.blocked.iter().any(|it| it.thread == Thread::Joined);
    if run.disk.reading.lock().as_ref().is_some_and(|it| !it.by_the_loop) && !joined
    {
        // A thread takes a moment to start, and in that time the idle loop lets its
        // clock jump, perhaps beyond a pause that is not made. And one that pauses
        // while nothing waits for it may chance to be ahead of the one that reads.
        pauses_before_it_reads(&Run::begin(Clock::Waits));
    }
}

fn pauses_before_it_reads(Run { pause, disk, observed, .. }: &Run) {
    observed.output(None);
    let Some(reading) = disk.reading.get() else {
        observed.reject(None, "the disk was not read")
    };
    let slept = reading.machine >= *pause;
    let kept = slept && observed.slept_for_real(*pause);
    let [pause_time, at, machine] = [*pause, reading.at, reading.machine].map(time);
    let note = match slept {
        true => format!(
            ". By the machine's clock it reads at {machine}: the check cannot see a \
             sleep of the standard library, only the one that is given"
        ),
        false => String::new(),
    };
    ensure!(
        observed,
        reading.at >= *pause,
        kept.then_some("blocking-is-waiting"),
        "the pause is {pause_time}, and it reads at {at}{note}"
    );
}

#[test]
fn the_digest_is_right() {
    let Run { disk, name, observed, .. } = run_once();
    let (is, right) = (observed.output(None).digest, digest(&disk.text(name)));
    ensure!(
        observed,
        is == right,
        None,
        "the digest is {right}, and it returned {is}"
    );
}

/// What the handler is given, and what came of it.
struct Run {
    pause: Duration,
    disk: Disk,
    name: String,
    observed: Observed<Done>,
}

struct Done {
    digest: u64,
    handler: task::Id,
    /// How late the latest tick was.
    late: Duration,
}

/// What the virtual clock does while the handler begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    Runs,
    /// It does not move until the disk is read, or for so long that a thread which
    /// was started at once has read it. Neither does the loop, without which a pause
    /// on another thread does not end: what reads in that time has not waited for
    /// it.
    Waits,
}

/// One run for all tests: to find that a thread is joined takes some of the
/// machine's time.
fn run_once() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    // Each test draws, so that each says how to repeat it.
    Rng::new();
    RUN.get_or_init(|| Run::begin(Clock::Runs))
}

impl Run {
    fn begin(clock: Clock) -> Self {
        let mut rng = Rng::new();
        let pause = Duration::from_millis(300 + 10 * rng.range(0..10));
        let disk = Disk { edition: rng.range(0..1000), ..Disk::default() };
        let name = format!("page {}", rng.range(1..100));
        let (theirs, page) = (disk.clone(), name.clone());
        let observed = observe(async move {
            theirs.home.begin();
            let lateness = Lateness::new();
            let ticker = spawn_local(lateness.clone().tick(TICK).on_lane("ticker"));
            // The ticks are counted from here, even if the handler blocks at once.
            yield_now().await;
            if clock == Clock::Waits {
                spawn_local(hold(theirs.reading.clone()));
            }
            let digest = handle(pause, theirs, page).on_lane("handler").await;
            // What was due while the handler ran has its chance to be late.
            sleep(TICK).await;
            ticker.abort();
            Done { digest, handler: task::id(), late: lateness.latest() }
        });
        Self { pause, disk, name, observed }
    }
}

/// Keeps the loop's thread until there is a reading, but not forever: a thread may
/// take 100 ms of the machine's time to start. In the first turn the handler may
/// start threads, and in the next one its tasks may.
async fn hold(reading: Shared<Option<Reading>>) {
    for _turn in 0..2 {
        if reading.wait_until(Duration::from_millis(100), Option::is_some) {
            break;
        }
        yield_now().await;
    }
}

/// Has pages. Clones are the same disk.
#[derive(Clone, Default)]
pub struct Disk {
    edition: u64,
    home: EventLoop,
    reading: Shared<Option<Reading>>,
}

/// The first that began.
#[derive(Clone)]
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

    fn begin(&self) {
        let elsewhere = thread::blocked().into_iter();
        let elsewhere = elsewhere.filter(|it| !matches!(it.thread, Thread::Loop(_)));
        let elsewhere: Duration = elsewhere.map(|it| it.duration).sum();
        self.reading.lock().get_or_insert_with(|| Reading {
            by_the_loop: self.home.is_here(),
            at: self.home.now() + elsewhere,
            machine: self.home.machine_now(),
        });
    }

    fn text(&self, name: &str) -> String {
        format!("{name}, edition {}", self.edition)
    }
}

/// A page from the disk.
pub struct Page {
    text: String,
}

impl Page {
    /// A number that is computed from the page, which takes the processor some time.
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
