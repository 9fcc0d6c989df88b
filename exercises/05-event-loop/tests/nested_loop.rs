//! Guests are told the way, and the porter's loop turns while he holds the line.
//!
//! The station answers on the virtual clock if the loop's thread phones. To any
//! other it answers at once, and if the loop stood still for that thread, its clock
//! moves on by as long as the answer takes: then others are late by an exact figure.
//! A loop that never turns again is found from outside, by the machine's clock.

#[path = "../nested_loop.rs"]
mod nested_loop;

use probe::{
    End, Entered, Gauge, Gone, Observed, OnLane, Rng, come_back, observe, reject,
    thread::{self, Thread},
    time,
};
use std::{
    collections::HashMap,
    fmt::Display,
    future::poll_fn,
    panic::resume_unwind,
    pin::{Pin, pin},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, mpsc},
    task::{Context, Poll},
    thread::ThreadId,
    time::Duration,
};
use tokio::{
    runtime::Handle,
    task::spawn_local,
    time::{Instant, Sleep, sleep, sleep_until},
};

/// Nothing in a night takes as long.
const DAY: Duration = Duration::from_secs(86_400);
/// How long a loop may take to say that it turns.
const PATIENCE: Duration = Duration::from_secs(1);
/// Nobody who is woken by others is polled so often.
const SPINNING: usize = 10_000;
/// Nobody who waits for two answers, one after the other, is polled so often.
const LOOKS: usize = 20;

#[test]
fn every_guest_is_told_the_way() {
    for seen in nights() {
        let done = seen.done();
        for (ring, told) in seen.night.rings.iter().zip(&done.told) {
            if told.words == ring.words() {
                continue;
            }
            let Told { words, at } = told;
            let measured = format!(
                "the guest for {} is told \"{words}\", and the station would say \
                 \"{}\"",
                ring.town,
                ring.words()
            );
            if !seen.was_phoned() {
                let measured = format!("{measured}. Nobody has asked it");
                seen.reject(None, measured);
            }
            if *at < ring.answered() {
                let measured = format!(
                    "{measured}. That is at {}; the second answer would be there at \
                     {}",
                    time(*at),
                    time(ring.answered())
                );
                // What was dropped with the ring is no task that goes on.
                let comes_later = seen.last_answer(ring).is_some_and(|it| it > *at);
                let goes_on = comes_later || seen.observed().left_alive > 0;
                let belief = goes_on.then_some("spawned-is-done");
                seen.reject(belief, measured);
            }
            seen.reject(None, measured);
        }
    }
}

#[test]
fn every_guest_is_told_in_the_moment_of_the_second_answer() {
    for seen in nights() {
        let done = seen.done();
        if seen.notes().elsewhere {
            // Its time is not that of the loop, and another claim rejects it.
            continue;
        }
        for (ring, told) in seen.night.rings.iter().zip(&done.told) {
            let due = ring.answered();
            // Who is told something else is the matter of another claim.
            if told.at == due || told.words != ring.words() {
                continue;
            }
            let belief = (told.at > due).then(|| seen.delays()).flatten();
            let measured = format!(
                "the guest for {} rings at {}. The station needs {} for its two \
                 answers, so she can be told at {}; she is told at {}",
                ring.town,
                time(ring.at),
                time(ring.train.takes + ring.platform.takes),
                time(due),
                time(told.at)
            );
            seen.reject(belief, measured);
        }
    }
}

#[test]
fn the_loop_turns_while_the_line_is_held() {
    for seen in nights() {
        let done = seen.done();
        let late = done.calls.iter().max_by_key(|it| it.late);
        let late = late.filter(|it| !it.late.is_zero()).map(|call| {
            let Call { room, due, late } = call;
            let (due, late) = (time(*due), time(*late));
            format!(
                "the wake-up call for the {room}, due at {due}, comes {late} late"
            )
        });
        let notes = seen.notes();
        let (elsewhere, joined) = (notes.elsewhere, notes.joined);
        drop(notes);
        if joined {
            let stands = "another thread phones the station, and the loop's thread \
                          stands and waits for it";
            let measured = match late {
                Some(late) => format!("{stands}: {late}"),
                None => stands.to_owned(),
            };
            seen.reject("waiting-needs-no-async", measured);
        }
        if elsewhere {
            seen.reject("one-thread-one-wait", ELSEWHERE);
        }
        if let Some(late) = late {
            seen.reject("blocking-is-waiting", late);
        }
    }
}

const ELSEWHERE: &str = "another thread phones the station, and waits there for the \
                         answer. The loop's own thread is free meanwhile, and needs \
                         no help to wait";

/// Somebody who rings.
#[derive(Clone)]
struct Ring {
    town: &'static str,
    at: Duration,
    train: Answer,
    platform: Answer,
}

#[derive(Clone, Copy)]
struct Answer {
    number: u32,
    takes: Duration,
}

impl Ring {
    fn words(&self) -> String {
        let Self { town, train, platform, .. } = self;
        format!("to {town}: train {}, platform {}", train.number, platform.number)
    }

    /// When the second answer is there.
    fn answered(&self) -> Duration {
        self.at + self.train.takes + self.platform.takes
    }
}

/// Who rings, and when who is to be woken.
#[derive(Clone)]
struct Night {
    rings: Vec<Ring>,
    calls: Vec<(&'static str, Duration)>,
}

impl Night {
    fn given(&self) -> String {
        let rung = self.rings.iter();
        let rung = rung.map(|it| format!("for {} at {}", it.town, time(it.at)));
        format!("rings {}", rung.collect::<Vec<_>>().join(", "))
    }
}

/// A night that is easy to follow, one with a single guest, and one that is drawn.
/// Times are compared, and never an order.
fn all_nights() -> [Night; 3] {
    let mut rng = Rng::new();
    let towns = ["Riva", "Arco", "Garda", "Torri", "Malcesine"];
    let trains = rng.distinct(8, 100..1000);
    let platforms = rng.distinct(8, 1..20);
    let mut numbers = trains.into_iter().zip(platforms);
    let mut ring = |town, [at, train, platform]: [u64; 3]| {
        let (number, track) = numbers.next().expect("there are eight guests");
        let answer = |number: u64, takes| Answer {
            number: number.try_into().expect("a train has three digits"),
            takes: Duration::from_millis(takes),
        };
        Ring {
            town,
            at: Duration::from_millis(at),
            train: answer(number, train),
            platform: answer(track, platform),
        }
    };
    let millis = Duration::from_millis;
    let two = Night {
        rings: vec![ring("Riva", [0, 1200, 700]), ring("Arco", [500, 900, 800])],
        calls: vec![("attic", millis(1000)), ("cellar", millis(2500))],
    };
    let one = Night {
        rings: vec![ring("Garda", [300, 400, 600])],
        calls: vec![("garden", millis(900))],
    };
    let mut times = rng.distinct(17, 1..100).into_iter().map(|it| 37 * it);
    let mut draw = || times.next().expect("there are enough");
    let five = towns.map(|town| ring(town, [draw(), draw(), draw()]));
    let five = Night {
        rings: five.to_vec(),
        calls: vec![("attic", millis(draw())), ("garden", millis(draw()))],
    };
    [two, one, five]
}

/// What the guests and the rooms saw.
struct Done {
    told: Vec<Told>,
    calls: Vec<Call>,
}

struct Told {
    words: String,
    at: Duration,
}

struct Call {
    room: &'static str,
    due: Duration,
    late: Duration,
}

/// A night, and what was seen of it.
struct Seen {
    night: Night,
    station: Station,
    outcome: Result<Observed<Done>, Gone>,
    left: Left,
}

/// How it stood with one who did not come back.
#[derive(Clone, Copy, Default)]
struct Left {
    /// The loop turned when it was asked, after all patience was gone.
    turns: bool,
    polls: usize,
    last: Option<(Duration, Last)>,
}

/// One run for all claims, up to the first night that goes wrong: to find out that a
/// thread is kept takes some of the machine's time.
fn nights() -> &'static [Seen] {
    static SEEN: OnceLock<Vec<Seen>> = OnceLock::new();
    // Each claim draws, so that each says how to repeat it.
    Rng::new();
    SEEN.get_or_init(|| {
        let mut seen = Vec::new();
        for night in all_nights() {
            let next = Seen::play(night);
            let goes_on = next.is_well();
            seen.push(next);
            if !goes_on {
                break;
            }
        }
        seen
    })
}

impl Seen {
    fn play(night: Night) -> Self {
        let (phones, phoned) = mpsc::channel();
        let station = Station(Arc::new(Hall {
            rings: night.rings.clone(),
            home: OnceLock::new(),
            lines: Gauge::new(),
            notes: Mutex::default(),
            phones,
        }));
        let (theirs, rings) = (station.clone(), night.clone());
        let outcome = come_back(move || {
            let given = rings.given();
            observe(play(rings, theirs)).given(given)
        });
        let mut left = Left::default();
        match &outcome {
            Ok(Observed { end: End::Stuck { .. }, .. }) => {
                // An idle clock runs ahead of a thread that is only starting.
                phoned.recv_timeout(PATIENCE).ok();
            }
            Err(Gone::Away) => {
                let turns = station.loop_turns();
                let notes = station.0.notes();
                left = Left { turns, polls: notes.polls, last: notes.last };
            }
            Ok(_) | Err(Gone::Panicked(_)) => {}
        }
        Self { night, station, outcome, left }
    }

    /// Nothing was seen for which a longer look is needed.
    fn is_well(&self) -> bool {
        let done = matches!(&self.outcome, Ok(Observed { end: End::Done(_), .. }));
        done && !self.notes().elsewhere
    }

    fn observed(&self) -> &Observed<Done> {
        match &self.outcome {
            Ok(observed) => observed,
            Err(_) => self.gone(),
        }
    }

    /// Fails the check, with a picture only if it is true: another thread is answered
    /// at once, and only a loop that stood still for it has waited that long in the end.
    #[track_caller]
    fn reject<'a>(
        &self,
        belief: impl Into<Option<&'a str>>,
        measured: impl Display,
    ) -> ! {
        let observed = self.observed();
        let notes = self.notes();
        let untrue = notes.elsewhere && !(notes.joined && notes.owed.is_zero());
        drop(notes);
        if untrue {
            let given = self.night.given();
            reject(belief, format!("given {given}: {measured}"));
        }
        observed.reject(belief, measured)
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.station.0.notes()
    }

    fn was_phoned(&self) -> bool {
        self.station.0.lines.peak() > 0 || self.notes().elsewhere
    }

    /// When the station last answered this guest.
    fn last_answer(&self, ring: &Ring) -> Option<Duration> {
        self.notes().answered.get(ring.town).copied()
    }

    /// What came of it; whoever did not come to an end is rejected.
    #[track_caller]
    fn done(&self) -> &Done {
        let observed = self.observed();
        match &observed.end {
            End::Stuck { .. } if self.notes().elsewhere => {
                self.reject("one-thread-one-wait", ELSEWHERE)
            }
            End::Stuck { .. } => {
                let last = self.notes().last.map(|(at, _)| at).unwrap_or_default();
                let measured = match last > DAY / 2 {
                    true => "it is not done after a virtual day".to_owned(),
                    false => format!(
                        "after {} no ring is polled any more, and somebody has not \
                         been told",
                        time(last)
                    ),
                };
                self.reject(None, measured)
            }
            End::Panicked(words) => {
                let beliefs = [
                    ("Cannot start a runtime from", "block-on-inside-the-loop"),
                    ("Cannot drop a runtime in", "block-on-inside-the-loop"),
                    ("can call blocking only", "block-on-inside-the-loop"),
                    ("from within another executor", "block-on-inside-the-loop"),
                    ("Cannot block the current thread", "waiting-needs-no-async"),
                ];
                let known = beliefs.iter().find(|(part, _)| words.contains(part));
                match known {
                    Some((_, belief)) => {
                        let first = words.split(". ").next().unwrap_or_default();
                        self.reject(*belief, format!("it panicked: {first}"))
                    }
                    None => observed.output(None),
                }
            }
            End::Done(_) => observed.output(None),
        }
    }

    /// What one believes by whom a guest is told too late.
    fn delays(&self) -> Option<&'static str> {
        let rings = &self.night.rings;
        let (peak, polls) = (self.station.0.lines.peak(), self.notes().polls);
        let overlap = |one: &Ring| {
            rings.iter().any(|it| it.at < one.at && one.at < it.answered())
        };
        if polls > LOOKS * rings.len() {
            Some("now-and-then-is-waiting")
        } else if peak == 1 && rings.iter().any(overlap) {
            Some("one-thread-one-wait")
        } else {
            None
        }
    }

    /// Rejects whoever is still not back.
    #[track_caller]
    fn gone(&self) -> ! {
        let given = self.night.given();
        if let Err(Gone::Panicked(words)) = &self.outcome {
            reject(None, format!("given {given}: it panicked: {words}"));
        }
        let (belief, measured) = match self.left {
            Left { polls: SPINNING.., .. } => (
                Some("waking-myself-is-waiting"),
                format!(
                    "the night does not end. `ring` was polled more than {SPINNING} \
                     times, and as it is always ready for the next poll, the loop \
                     never comes to its timers"
                ),
            ),
            Left { turns: true, .. } => (
                None,
                "the night does not end. The loop turns, and no time passes on its \
                 clock: that stands still while somebody is at work, be it a task \
                 or a thread of the pool"
                    .to_owned(),
            ),
            Left { last: Some((at, Last::Asked)), .. } => (
                Some("block-on-inside-the-loop"),
                format!(
                    "at {} the station is asked, and whoever asks keeps the loop's \
                     thread until it answers. But the timer that brings the answer \
                     is the loop's, and the loop does not turn any more: this never \
                     ends",
                    time(at)
                ),
            ),
            Left { last: Some((at, Last::Polled | Last::Left)), .. } => (
                Some("waiting-needs-no-async"),
                format!(
                    "at {} a call keeps the loop's thread, and does not ask the \
                     station itself. The loop does not turn any more, and polls \
                     nobody else who could ask: this never ends",
                    time(at)
                ),
            ),
            Left { last: None, .. } => (None, "the night does not begin".to_owned()),
            Left { last: Some((_, Last::Over)), .. } => {
                (None, "the night is over, and a thread is still at work".to_owned())
            }
        };
        reject(belief, format!("given {given}: {measured}"))
    }
}

/// The night itself.
async fn play(night: Night, station: Station) -> Done {
    station.opens();
    let start = Instant::now();
    let calls = night.calls.into_iter().map(|(room, after)| {
        let call = async move {
            let due = start + after;
            sleep_until(due).await;
            Call { room, due: after, late: due.elapsed() }
        };
        spawn_local(call.on_lane(room))
    });
    let calls: Vec<_> = calls.collect();
    let rings = night.rings.into_iter().map(|ring| {
        let station = station.clone();
        spawn_local(async move {
            sleep_until(start + ring.at).await;
            let (town, hall) = (ring.town.to_owned(), station.clone());
            let answer = async { nested_loop::ring(town, station).await };
            let words = hall.watches(answer).on_lane(ring.town).await;
            Told { words, at: start.elapsed() }
        })
    });
    let rings: Vec<_> = rings.collect();
    let mut done = Done { told: Vec::new(), calls: Vec::new() };
    for ring in rings {
        let told = ring.await.unwrap_or_else(|it| resume_unwind(it.into_panic()));
        done.told.push(told);
    }
    for call in calls {
        done.calls.push(call.await.expect("a wake-up call does not panic"));
    }
    station.0.note(Last::Over);
    done
}

/// The station at the other end of the line. Clones are the same one.
#[derive(Clone)]
pub struct Station(Arc<Hall>);

struct Hall {
    rings: Vec<Ring>,
    home: OnceLock<Home>,
    /// The calls of the loop's thread.
    lines: Gauge,
    notes: Mutex<Notes>,
    /// Says that another thread has phoned.
    phones: mpsc::Sender<()>,
}

/// The porter's loop, and its thread.
struct Home {
    handle: Handle,
    thread: ThreadId,
    start: Instant,
}

#[derive(Default)]
struct Notes {
    /// What was last seen of the loop's thread, and when.
    last: Option<(Duration, Last)>,
    /// How often all the rings together were polled.
    polls: usize,
    /// When a town's guest had her last answer.
    answered: HashMap<&'static str, Duration>,
    /// Another thread has phoned.
    elsewhere: bool,
    /// The loop's thread waited for it.
    joined: bool,
    /// For how long, on the virtual clock: it has not moved yet.
    owed: Duration,
}

#[derive(Clone, Copy)]
enum Last {
    /// The poll of a ring began, or the station has answered in it.
    Polled,
    /// The station was asked, and has not answered yet.
    Asked,
    /// The poll of a ring ended.
    Left,
    /// All guests have been told, and all calls were made.
    Over,
}

impl Station {
    /// Tells, after a time, which train goes to a town.
    pub fn train_to(&self, town: &str) -> impl Future<Output = u32> + Send + use<> {
        let (station, town) = (self.clone(), town.to_owned());
        async move {
            let ring = station.0.rings.iter().find(|it| it.town == town);
            let ring = ring.unwrap_or_else(|| {
                panic!(
                    "the station is asked for \"{town}\", and there is no such town"
                )
            });
            station.answers(ring, ring.train).await
        }
    }

    /// Tells, after a time, from which platform a train leaves.
    pub fn platform_of(
        &self,
        train: u32,
    ) -> impl Future<Output = u32> + Send + use<> {
        let station = self.clone();
        async move {
            let ring = station.0.rings.iter().find(|it| it.train.number == train);
            let ring = ring.unwrap_or_else(|| {
                panic!("the station is asked for train {train}, and there is none")
            });
            station.answers(ring, ring.platform).await
        }
    }

    async fn answers(&self, ring: &Ring, answer: Answer) -> u32 {
        let mut held = None;
        poll_fn(|context| self.0.poll(&mut held, answer.takes, context)).await;
        let now = self.0.now();
        self.0.notes().answered.insert(ring.town, now);
        answer.number
    }

    fn opens(&self) {
        self.0.home.get_or_init(|| Home {
            handle: Handle::current(),
            thread: std::thread::current().id(),
            start: Instant::now(),
        });
    }

    /// Polls a ring, and notes when its polls begin and end.
    async fn watches<F: Future>(self, ring: F) -> F::Output {
        let mut ring = pin!(ring);
        poll_fn(|context| {
            self.0.notes().polls += 1;
            self.0.note(Last::Polled);
            let poll = ring.as_mut().poll(context);
            self.0.note(Last::Left);
            let owed = std::mem::take(&mut self.0.notes().owed);
            if !owed.is_zero() {
                thread::sleep(owed);
            }
            poll
        })
        .await
    }

    /// Asks the loop whether it turns.
    fn loop_turns(&self) -> bool {
        let Some(home) = self.0.home.get() else { return false };
        let (sender, answer) = mpsc::channel();
        home.handle.spawn(async move { sender.send(()).ok() });
        answer.recv_timeout(PATIENCE).is_ok()
    }
}

impl Hall {
    fn poll(
        &self,
        held: &mut Option<(Pin<Box<Sleep>>, Entered)>,
        takes: Duration,
        context: &mut Context<'_>,
    ) -> Poll<()> {
        if std::thread::current().id() != self.home().thread {
            self.is_phoned_from_elsewhere(takes);
            return Poll::Ready(());
        }
        let hold = || {
            // Whoever asks from within another runtime waits for this clock as well.
            let _context = self.home().handle.enter();
            (Box::pin(sleep(takes)), self.lines.enter())
        };
        let (line, _) = held.get_or_insert_with(hold);
        let poll = line.as_mut().poll(context);
        self.note(if poll.is_pending() { Last::Asked } else { Last::Polled });
        poll
    }

    /// The first time, the loop is asked whether it is free meanwhile.
    fn is_phoned_from_elsewhere(&self, takes: Duration) {
        let first = !std::mem::replace(&mut self.notes().elsewhere, true);
        // Who waits no more has judged already.
        self.phones.send(()).ok();
        if first {
            thread::sleep(takes);
            let joined =
                thread::blocked().iter().any(|it| it.thread == Thread::Joined);
            self.notes().joined = joined;
        }
        let mut notes = self.notes();
        if notes.joined {
            notes.owed += takes;
        }
    }

    fn note(&self, last: Last) {
        let now = self.now();
        self.notes().last = Some((now, last));
    }

    /// The time on the loop's clock, from any thread.
    fn now(&self) -> Duration {
        let _context = self.home().handle.enter();
        self.home().start.elapsed()
    }

    fn home(&self) -> &Home {
        self.home.get().expect("it is open before anybody phones")
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
