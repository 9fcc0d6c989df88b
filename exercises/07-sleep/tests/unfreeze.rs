//! A ticker beside the handler is on time, and the handler does what it did before.
//!
//! The given steps block as [`probe::thread::sleep`] does, which moves the virtual
//! clock if it holds the loop's thread: what is late is late by an exact figure.

#[path = "../unfreeze.rs"]
mod unfreeze;

use probe::{
    Observed, OnLane, Seed, observe,
    thread::{self, Thread},
    time,
};
use std::{
    cell::Cell,
    hash::{DefaultHasher, Hash, Hasher},
    panic::resume_unwind,
    rc::Rc,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::{
    runtime::Handle,
    task::{self, spawn_local},
    time::{Instant, sleep, sleep_until},
};
use unfreeze::handle;

const READ: Duration = Duration::from_millis(250);
const DIGEST: Duration = Duration::from_millis(450);
const TICK: Duration = Duration::from_millis(100);
const LATE: Duration = Duration::from_millis(10);

#[test]
fn no_tick_is_late() {
    let (_, observed) = run();
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
    let (case, observed) = run();
    observed.output(None);
    let Some(&read_at) = case.disk.0.read_at.get() else {
        observed.reject(None, "the disk was not read")
    };
    if read_at < case.pause {
        let (pause, read_at) = (time(case.pause), time(read_at));
        let measured = format!("the pause is {pause}, and it reads at {read_at}");
        observed.reject(None, measured);
    }
}

#[test]
fn the_digest_is_right() {
    let (case, observed) = run();
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
}

fn run() -> (Case, Observed<Done>) {
    let mut seed = Seed::new();
    let case = Case {
        pause: Duration::from_millis(300 + 10 * seed.within(0..10)),
        disk: Disk(Arc::new(Platter {
            edition: seed.within(0..1000),
            ..Platter::default()
        })),
        name: format!("page {}", seed.within(1..100)),
    };
    let (pause, disk, name) = (case.pause, case.disk.clone(), case.name.clone());
    let observed = observe(async move {
        disk.spin_up();
        let late = Rc::new(Cell::new(Duration::ZERO));
        let ticker = spawn_local(tick(Rc::clone(&late)).on_lane("ticker"));
        let handler = spawn_local(handle(pause, disk, name).on_lane("handler"));
        let id = handler.id();
        let digest =
            handler.await.unwrap_or_else(|it| resume_unwind(it.into_panic()));
        // Whatever was due while the handler ran has its chance to be late.
        sleep(TICK).await;
        ticker.abort();
        Done { digest, handler: id, late: late.get() }
    });
    (case, observed)
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

#[derive(Default)]
struct Platter {
    edition: u64,
    /// The loop, and when it began: another thread cannot tell its time without.
    home: OnceLock<(Handle, Instant)>,
    /// When the first reading began. Pauses on other threads, which take none of the
    /// virtual time, are added.
    read_at: OnceLock<Duration>,
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
        self.0.home.get_or_init(|| (Handle::current(), Instant::now()));
    }

    fn begin(&self) {
        let (home, start) =
            self.0.home.get().expect("it spins before anybody has it");
        let _context = home.enter();
        let elsewhere = thread::blocked().into_iter();
        let elsewhere = elsewhere.filter(|it| !matches!(it.thread, Thread::Loop(_)));
        let elsewhere: Duration = elsewhere.map(|it| it.duration).sum();
        self.0.read_at.get_or_init(|| start.elapsed() + elsewhere);
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
