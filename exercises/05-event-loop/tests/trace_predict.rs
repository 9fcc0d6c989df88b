//! A night on one loop, to predict. What the loop does is found out by running it.

#[path = "../trace_predict.rs"]
mod trace_predict;

use probe::{reject, time};
use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};
use tokio::{
    runtime::Builder,
    task::JoinHandle,
    time::{Instant, sleep},
};
use trace_predict::{Room, Step, TRACE};

/// Three tasks, and `night` waits until each of them is done.
async fn night(porter: Porter) {
    let attic = porter.spawn("attic", async {
        sleep(seconds(2.0)).await;
    });
    let cellar = porter.spawn("cellar", async {
        sleep(seconds(1.0)).await;
        sleep(seconds(0.7)).await;
    });
    let garden = porter.spawn("garden", async {
        sleep(seconds(2.5)).await;
    });
    attic.await.expect("a call does not panic");
    cellar.await.expect("a call does not panic");
    garden.await.expect("a call does not panic");
}

// Here ends the program to read. What follows runs it and compares.

/// Whom `night` awaits first.
const AWAITED_FIRST: &str = "attic";

#[test]
fn each_poll_and_each_park_is_predicted() {
    if let [Step::Poll(Room::Garden), Step::ParkUntil(12.5)] = TRACE[..] {
        reject(None, "your guess is not written down yet");
    }
    let night = run();
    let mut guess = TRACE.iter();
    for (place, did) in night.iter().enumerate() {
        let (belief, measured) = match guess.next() {
            Some(guess) if did.is(guess) => continue,
            Some(Step::Poll(room)) => not_polled(name(room), did),
            Some(Step::ParkUntil(until)) => not_parked(*until, did, &night),
            None => (
                None,
                "your guess ends, and somebody still waits to be called".into(),
            ),
        };
        let right = match place {
            0 => String::new(),
            1 => "Step 1 is right. ".to_owned(),
            _ => format!("Steps 1 to {place} are right. "),
        };
        let (number, at) = (place + 1, time(did.at));
        reject(belief, format!("{right}Step {number}, at {at}: {measured}."));
    }
    if guess.next().is_some() {
        let (all, end) = (night.len(), night.last().map(|did| did.at));
        let measured = format!(
            "Steps 1 to {all} are right, and your guess goes on. But at {} all are \
             done, so `night` ends, and nobody turns the loop any more.",
            time(end.unwrap_or_default())
        );
        reject(None, measured);
    }
}

/// The belief that explains a wrong step, if there is one, and what was seen.
type Wrong = (Option<&'static str>, String);

/// What to say of a guessed poll of `room` where the loop did something else.
fn not_polled(room: &str, did: &Did) -> Wrong {
    let said = format!("you have the {room} polled");
    let fresh = did.rooms(|it| it == Status::Fresh);
    match did.status(room) {
        Status::Asleep(since) if fresh.is_empty() => {
            let since = time(since);
            let measured = format!(
                "{said}. At {since} it answered `Pending`, and nobody has woken it \
                 since"
            );
            (Some("loop-asks-round"), measured)
        }
        Status::Asleep(_) => {
            let fresh = fresh.join(", ");
            (None, format!("{said} again. Not polled at all so far: {fresh}"))
        }
        Status::Done(at) => {
            (None, format!("{said}. It answered `Ready` at {}", time(at)))
        }
        Status::Fresh | Status::Woken => {
            let first = did.rooms(Status::is_queued)[0];
            (None, format!("{said}. The {first} came into the queue before it"))
        }
    }
}

/// What to say of a guessed park where the loop did something else.
fn not_parked(until: f64, did: &Did, night: &[Did]) -> Wrong {
    let said = format!("you have the thread park until {until:?} s");
    let awaited = night.iter().rfind(|it| it.what == What::Polled(AWAITED_FIRST));
    let awaited = awaited.is_some_and(|it| same(until, it.at));
    match did.what {
        What::Polled(_) => {
            let queue = did.rooms(Status::is_queued).join(", ");
            let measured = format!("{said}. In the ready queue: {queue}");
            let belief = match did.rooms(|it| it == Status::Fresh)[..] {
                [] => Some("wake-is-the-end"),
                // Only the first has been polled, and the thread waits with it.
                [_, _] if awaited => Some("one-thread-one-wait"),
                _ => None,
            };
            (belief, measured)
        }
        What::ParkedUntil(truth) if same(until, truth - did.at) => {
            let clock = "what the clock shows then";
            (None, format!("you say for how long it parks; write down {clock}"))
        }
        What::ParkedUntil(truth) => {
            let first = did.at.is_zero();
            let belief = (awaited && first).then_some("loop-waits-for-my-await");
            let measured = format!("{said}. A timer ends at {}", time(truth));
            (belief, measured)
        }
    }
}

/// Runs the program and tells what the loop's thread did.
fn run() -> Vec<Did> {
    let porter = Porter::default();
    let notes = porter.clone();
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .on_thread_unpark(move || notes.notes().unparked())
        .build()
        .expect("a runtime with a clock and no sockets needs only memory");
    runtime.block_on(async {
        porter.notes().start = Some(Instant::now());
        night(porter.clone()).await;
    });
    std::mem::take(&mut porter.notes().did)
}

/// One thing that the loop's thread did, when, and how everybody was just before.
struct Did {
    at: Duration,
    what: What,
    before: Vec<(&'static str, Status)>,
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    Polled(&'static str),
    ParkedUntil(Duration),
}

/// How a task is.
#[derive(Clone, Copy, PartialEq)]
enum Status {
    /// In the queue since it was spawned.
    Fresh,
    /// It answered `Pending` at this time.
    Asleep(Duration),
    /// In the queue again.
    Woken,
    /// It answered `Ready` at this time.
    Done(Duration),
}

impl Status {
    fn is_queued(self) -> bool {
        matches!(self, Self::Fresh | Self::Woken)
    }
}

impl Did {
    fn is(&self, guess: &Step) -> bool {
        match (guess, self.what) {
            (Step::Poll(room), What::Polled(polled)) => name(room) == polled,
            (Step::ParkUntil(guess), What::ParkedUntil(until)) => {
                same(*guess, until)
            }
            _ => false,
        }
    }

    fn status(&self, room: &str) -> Status {
        let found = self.before.iter().find(|(name, _)| *name == room);
        found.expect("all are spawned before the first is polled").1
    }

    /// Those whose status is such, in the order in which they were spawned.
    fn rooms(&self, such: fn(Status) -> bool) -> Vec<&'static str> {
        let such = self.before.iter().filter(|(_, status)| such(*status));
        such.map(|(name, _)| *name).collect()
    }
}

/// Spawns tasks and notes what happens to them. Clones write the same notes.
#[derive(Clone, Default)]
struct Porter(Arc<Mutex<Notes>>);

#[derive(Default)]
struct Notes {
    start: Option<Instant>,
    /// When the thread last came back from a park.
    unparked: Duration,
    did: Vec<Did>,
    tasks: Vec<(&'static str, Status)>,
    /// How the tasks were at the end of the last poll.
    left: Vec<(&'static str, Status)>,
}

impl Porter {
    fn spawn(
        &self,
        name: &'static str,
        call: impl Future<Output = ()> + Send + 'static,
    ) -> JoinHandle<()> {
        self.notes().tasks.push((name, Status::Fresh));
        tokio::spawn(Call { name, call: Box::pin(call), porter: self.clone() })
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Notes {
    fn now(&self) -> Duration {
        self.start.map(|it| it.elapsed()).unwrap_or_default()
    }

    fn unparked(&mut self) {
        self.unparked = self.now();
    }

    /// A poll begins. The thread parks more often than it sleeps: in two steps before
    /// a timer that is far away, and in vain for the poll of a task just spawned. So
    /// all that it parked since the last poll is one park, if it took any time.
    fn poll(&mut self, name: &'static str) {
        let last = self.did.last().map(|it| it.at).unwrap_or_default();
        if self.unparked > last {
            let what = What::ParkedUntil(self.unparked);
            self.did.push(Did { at: last, what, before: self.left.clone() });
        }
        let (at, what) = (self.now(), What::Polled(name));
        self.did.push(Did { at, what, before: self.tasks.clone() });
    }

    fn answer(&mut self, name: &'static str, ready: bool) {
        let now = self.now();
        let status = if ready { Status::Done(now) } else { Status::Asleep(now) };
        self.set(name, status);
        self.left.clone_from(&self.tasks);
    }

    fn set(&mut self, name: &'static str, status: Status) {
        let task = self.tasks.iter_mut().find(|(it, _)| *it == name);
        task.expect("it was spawned").1 = status;
    }
}

/// A task whose polls and wakes are noted.
struct Call<F> {
    name: &'static str,
    call: Pin<Box<F>>,
    porter: Porter,
}

impl<F: Future<Output = ()>> Future for Call<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let (name, porter) = (self.name, self.porter.clone());
        porter.notes().poll(name);
        let rings = context.waker().clone();
        let bell =
            Waker::from(Arc::new(Bell { name, rings, porter: porter.clone() }));
        let answer = self.call.as_mut().poll(&mut Context::from_waker(&bell));
        porter.notes().answer(name, answer.is_ready());
        answer
    }
}

/// A waker that is noted when it is called.
struct Bell {
    name: &'static str,
    rings: Waker,
    porter: Porter,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.porter.notes().set(self.name, Status::Woken);
        self.rings.wake_by_ref();
    }
}

fn name(room: &Room) -> &'static str {
    match room {
        Room::Attic => "attic",
        Room::Cellar => "cellar",
        Room::Garden => "garden",
    }
}

/// Whether a guess in seconds is this time, to the millisecond.
fn same(guess: f64, time: Duration) -> bool {
    (guess - time.as_secs_f64()).abs() < 0.000_5
}

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}
