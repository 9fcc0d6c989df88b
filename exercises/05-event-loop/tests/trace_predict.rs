//! The learner predicts each poll and each park of the loop's thread, in order.
//!
//! The program is run, and its polls, wakes, and parks are recorded. A wrong step is
//! explained by the state of the tasks just before it.

#[path = "../programs/trace_predict.rs"]
mod programs;
#[path = "../trace_predict.rs"]
mod trace_predict;

use probe::{Journal, OnLane, TestWaker, observe, reject, time};
use programs::night;
use std::{future::poll_fn, time::Duration};
use tokio::task::JoinHandle;
use trace_predict::{Room, Step, TRACE};

/// The room that `night` awaits first.
const AWAITED_FIRST: &str = "attic";

#[test]
fn each_poll_and_each_park_is_predicted() {
    if let [Step::Poll(Room::Garden), Step::ParkUntil(12.5)] = TRACE[..] {
        reject(None, "you have not written down your guess yet");
    }
    let night = run();
    let mut guess = TRACE.iter();
    for (place, did) in night.iter().enumerate() {
        let (misconception, measured) = match guess.next() {
            Some(guess) if did.is(guess) => continue,
            Some(Step::Poll(room)) => {
                let before = place.checked_sub(1).map(|it| night[it].what);
                not_polled(name(room), did, before)
            }
            Some(Step::ParkUntil(until)) => not_parked(*until, did, &night),
            None => (
                None,
                "your guess ends here, but not all rooms have been called".into(),
            ),
        };
        let (all, number, at) = (night.len(), place + 1, time(did.at));
        let right = format!("{place} of {all} right");
        let first_wrong = format!("First wrong guess: step {number}, at {at}");
        reject(misconception, format!("{right}. {first_wrong}: {measured}."));
    }
    if guess.next().is_some() {
        let (all, end) = (night.len(), night.last().map(|did| did.at));
        let measured = format!(
            "{all} of {all} right, but you wrote down more steps. At {} all tasks \
             are done, so `night` returns, and the loop stops.",
            time(end.unwrap_or_default())
        );
        reject(None, measured);
    }
}

/// The misconception that explains a wrong step, if there is one, and what happened.
type Wrong = (Option<&'static str>, String);

/// The explanation if the guess is a poll of `room`, but the loop did something else.
/// `before` is what the loop did in the step before.
fn not_polled(room: &str, did: &Did, before: Option<What>) -> Wrong {
    let said = format!("you guessed a poll of the {room}");
    let fresh = did.rooms(|it| it == Status::Fresh);
    match did.status(room) {
        Status::Asleep(since) if fresh.is_empty() => {
            let since = time(since);
            let why = format!(
                "At {since} it returned `Pending`, and nothing has woken it since"
            );
            // A loop that asks each task in turn would ask this task next.
            let rooms = did.rooms(|_| true);
            let next = match before {
                Some(What::Polled(last)) => {
                    let place = rooms.iter().position(|it| *it == last);
                    place.map_or(0, |it| (it + 1) % rooms.len())
                }
                _ => 0,
            };
            let asks_round = rooms[next] == room;
            (asks_round.then_some("loop-asks-round"), format!("{said}. {why}"))
        }
        Status::Asleep(_) => {
            let fresh = fresh.join(", ");
            (None, format!("{said} again. Not polled yet: {fresh}"))
        }
        Status::Done(at) => {
            (None, format!("{said}. It returned `Ready` at {}", time(at)))
        }
        Status::Fresh | Status::Woken => {
            let first = did.rooms(Status::is_queued)[0];
            (None, format!("{said}. The {first} is before it in the queue"))
        }
    }
}

/// The explanation if the guess is a park, but the loop did something else.
fn not_parked(until: f64, did: &Did, night: &[Did]) -> Wrong {
    let said = format!("you guessed a park until {until:?} s");
    let awaited = night.iter().rfind(|it| it.what == What::Polled(AWAITED_FIRST));
    let awaited = awaited.is_some_and(|it| same(until, it.at));
    match did.what {
        What::Polled(_) => {
            let queue = did.rooms(Status::is_queued).join(", ");
            let misconception = match did.rooms(|it| it == Status::Fresh)[..] {
                [] => Some("wake-is-the-end"),
                // Only the first task has been polled, but the guess waits for it.
                [_, _] if awaited => Some("one-thread-one-wait"),
                _ => None,
            };
            (misconception, format!("{said}. In the ready queue: {queue}"))
        }
        What::ParkedUntil(truth) if same(until, truth - did.at) => {
            let clock = "what the clock shows at the end";
            (None, format!("you wrote how long it parks. Write down {clock}"))
        }
        What::ParkedUntil(truth) => {
            let is_first = did.at.is_zero();
            let misconception =
                (awaited && is_first).then_some("loop-waits-for-my-await");
            let timer = match until < truth.as_secs_f64() {
                true => "No timer fires that early",
                false => "A timer fires before that",
            };
            (misconception, format!("{said}. {timer}"))
        }
    }
}

/// Runs the program, and returns what the loop's thread did.
fn run() -> Vec<Did> {
    let spawner = Spawner::default();
    let events = spawner.0.clone();
    let observed = observe(async move {
        spawner.0.start();
        night(spawner).await;
    });
    observed.given("night").output(None);
    steps(events.take())
}

/// Spawns tasks, and records what happens to them. Clones share one record.
#[derive(Clone, Default)]
struct Spawner(Journal<(&'static str, Event)>);

#[derive(Clone, Copy)]
enum Event {
    Spawned,
    Polled,
    Returned { is_ready: bool },
    Woken,
}

impl Spawner {
    fn spawn(
        &self,
        name: &'static str,
        call: impl Future<Output = ()> + Send + 'static,
    ) -> JoinHandle<()> {
        let events = self.0.clone();
        events.note((name, Event::Spawned));
        let mut call = Box::pin(call);
        let recorded = poll_fn(move |context| {
            events.note((name, Event::Polled));
            let (waker, woken) = (context.waker().clone(), events.clone());
            let task = TestWaker::on_wake(move || {
                woken.note((name, Event::Woken));
                waker.wake_by_ref();
            });
            let poll = task.poll(call.as_mut());
            events.note((name, Event::Returned { is_ready: poll.is_ready() }));
            poll
        });
        tokio::spawn(recorded.on_lane(name))
    }
}

/// One thing that the loop's thread did, the time, and the state of the tasks just
/// before.
struct Did {
    at: Duration,
    what: What,
    before: Tasks,
}

type Tasks = Vec<(&'static str, Status)>;

#[derive(Clone, Copy, PartialEq)]
enum What {
    Polled(&'static str),
    ParkedUntil(Duration),
}

#[derive(Clone, Copy, PartialEq)]
enum Status {
    /// The task has been in the queue since it was spawned.
    Fresh,
    /// The task returned `Pending` at this time.
    Asleep(Duration),
    /// The task is in the queue again.
    Woken,
    /// The task returned `Ready` at this time.
    Done(Duration),
}

/// Derives polls and parks from the recorded events. No time passes during a poll,
/// and the only timers are those of the rooms. So whenever time passes between two
/// polls, the thread is parked.
fn steps(events: Vec<(Duration, (&'static str, Event))>) -> Vec<Did> {
    let (mut tasks, mut after_poll) = (Tasks::new(), Tasks::new());
    let mut did = Vec::<Did>::new();
    for (at, (name, event)) in events {
        let status = match event {
            Event::Spawned => Status::Fresh,
            Event::Woken => Status::Woken,
            Event::Returned { is_ready: true } => Status::Done(at),
            Event::Returned { is_ready: false } => Status::Asleep(at),
            Event::Polled => {
                let last = did.last().map_or(at, |it| it.at);
                if at > last {
                    let what = What::ParkedUntil(at);
                    did.push(Did { at: last, what, before: after_poll.clone() });
                }
                did.push(Did {
                    at,
                    what: What::Polled(name),
                    before: tasks.clone(),
                });
                continue;
            }
        };
        match tasks.iter_mut().find(|(it, _)| *it == name) {
            Some(task) => task.1 = status,
            None => tasks.push((name, status)),
        }
        if matches!(event, Event::Returned { .. }) {
            after_poll.clone_from(&tasks);
        }
    }
    did
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
        found.expect("all tasks are spawned before the first poll").1
    }

    /// The rooms with this kind of status, in the order in which they were spawned.
    fn rooms(&self, such: fn(Status) -> bool) -> Vec<&'static str> {
        let such = self.before.iter().filter(|(_, status)| such(*status));
        such.map(|(name, _)| *name).collect()
    }
}

fn name(room: &Room) -> &'static str {
    match room {
        Room::Attic => "attic",
        Room::Cellar => "cellar",
        Room::Garden => "garden",
    }
}

/// Whether a guess in seconds equals this time, to the millisecond.
fn same(guess: f64, time: Duration) -> bool {
    (guess - time.as_secs_f64()).abs() < 0.000_5
}
