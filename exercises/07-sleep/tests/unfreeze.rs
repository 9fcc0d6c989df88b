//! A ticker that runs next to the handler is on time, and the handler still does what
//! it did before: it pauses, reads, and computes the digest.
//!
//! The given steps block with [`probe::thread::sleep`]. On the loop's thread, that
//! call moves the virtual clock, so a late tick is late by an exact amount.

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
                "another thread while the loop's thread waited for it",
            ),
            Thread::Loop(task) if task == Some(done.handler) => {
                ("blocking-is-waiting", "the loop's thread")
            }
            Thread::Loop(_) => {
                ("each-has-a-thread", "the loop's thread from inside another task")
            }
        };
        let how_long = time(blocked.duration);
        let measured =
            format!("for {how_long}, a call blocked {what}; a tick was {late} late");
        observed.reject(misconception, measured);
    }
    ensure!(observed, done.late <= LATE, None, "a tick was {late} late");
    observed.keeps_the_thread_free(|| Run::begin(Clock::Runs).observed.asleep);
}

#[test]
fn the_pause_comes_before_the_reading() {
    let run = run_once();
    pauses_before_it_reads(run);
    let joined = run.observed.blocked.iter().any(|it| it.thread == Thread::Joined);
    if run.disk.reading.lock().as_ref().is_some_and(|it| !it.by_the_loop) && !joined
    {
        // A thread takes a moment to start. Meanwhile, the idle loop's clock jumps,
        // perhaps past the end of a pause that the handler skipped. And a pause that
        // isn't awaited may happen to end before another thread reads.
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
            ". On the machine's clock, it began at {machine}: the check can't see \
             `std::thread::sleep`, only `probe::thread::sleep`"
        ),
        false => String::new(),
    };
    ensure!(
        observed,
        reading.at >= *pause,
        kept.then_some("blocking-is-waiting"),
        "the pause is {pause_time}, but the reading began at {at}{note}"
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
        "the digest is {right}, but `handle` returned {is}"
    );
}

/// What the handler was given, and what happened.
struct Run {
    pause: Duration,
    disk: Disk,
    name: String,
    observed: Observed<Done>,
}

struct Done {
    digest: u64,
    handler: task::Id,
    /// The lateness of the most delayed tick.
    late: Duration,
}

/// What the virtual clock does while the handler starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    Runs,
    /// The clock does not move until the disk is read, or until any thread that the
    /// handler starts first thing has had time to read it. The loop does not run
    /// either, and a pause on another thread can't end without the loop. So a read
    /// during that time did not wait for the pause.
    Waits,
}

/// All tests share one run, because finding out that a thread is joined takes real
/// time.
fn run_once() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    // Each test creates its own generator, so that each failure prints the seed.
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
            // The ticker starts now, even if the handler blocks immediately.
            yield_now().await;
            if clock == Clock::Waits {
                spawn_local(hold(theirs.reading.clone()));
            }
            let digest = handle(pause, theirs, page).on_lane("handler").await;
            // A tick that was due while the handler ran can still fire, late.
            sleep(TICK).await;
            ticker.abort();
            Done { digest, handler: task::id(), late: lateness.latest() }
        });
        Self { pause, disk, name, observed }
    }
}

/// Blocks the loop's thread until the disk is read, but not forever: threads get 100 ms
/// of real time to start. The handler may start threads in the first turn, and its
/// tasks may do so in the second.
async fn hold(reading: Shared<Option<Reading>>) {
    for _turn in 0..2 {
        if reading.wait_until(Duration::from_millis(100), Option::is_some) {
            break;
        }
        yield_now().await;
    }
}

/// A disk with pages. A clone refers to the same disk.
#[derive(Clone, Default)]
pub struct Disk {
    edition: u64,
    home: EventLoop,
    reading: Shared<Option<Reading>>,
}

/// The first read.
#[derive(Clone)]
struct Reading {
    by_the_loop: bool,
    /// When the read began, on the virtual clock. Pauses on other threads don't take
    /// virtual time, so their lengths are added.
    at: Duration,
    /// When the read began, on the machine's clock.
    machine: Duration,
}

impl Disk {
    /// Reads a page, and blocks the thread until the page is there.
    pub fn read_blocking(&self, name: &str) -> Page {
        self.begin();
        thread::sleep(READ);
        Page { text: self.text(name) }
    }

    /// Reads a page, and waits until the page is there.
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
    /// Computes a number from the page, and blocks the thread for a while.
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
