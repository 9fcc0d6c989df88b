//! Every guest is told the way at the moment of the second answer, and the loop turns
//! while the line is held.
//!
//! On the loop's thread the station answers on the virtual clock. Any other thread is
//! answered at once. If the loop waits for that thread, its clock then moves on by as
//! long as the answer takes, so that other tasks are late by an exact figure. A loop
//! that never turns again is found from outside, by the machine's clock.

#[path = "../nested_loop.rs"]
mod nested_loop;

use probe::{
    End, EventLoop, Finding, Gauge, Lateness, Observed, OnLane, Rng, RuntimePanic,
    Shared, Watchdog, ensure, first_sentence, observe, reject,
    thread::{self, Thread},
    time,
};
use std::{
    collections::HashMap,
    fmt::Display,
    future::poll_fn,
    iter::zip,
    mem::{replace, take},
    panic::resume_unwind,
    pin::pin,
    sync::{Arc, OnceLock},
    task::Poll,
    time::Duration,
};
use tokio::{
    task::spawn_local,
    time::{Instant, sleep, sleep_until},
};

/// How long a thread that is only starting may take until it phones.
const PATIENCE: Duration = Duration::from_secs(1);
/// A future that is woken by others is never polled so often.
const SPINNING: usize = 10_000;
/// A future that waits for two answers, one after the other, is polled less often.
const LOOKS: usize = 20;

#[test]
fn every_guest_is_told_the_way() {
    for it in nights() {
        for (ring, told) in it.told() {
            let early = told.at < ring.answered();
            let why = match early {
                _ if !it.was_phoned() => ". The station was not asked".to_owned(),
                true => format!(
                    ". That is at {}; the second answer would be there at {}",
                    time(told.at),
                    time(ring.answered())
                ),
                false => String::new(),
            };
            let misconception = || {
                // What was dropped with the ring is not a task that goes on.
                let goes_on = it.observed().left_alive > 0
                    || it.last_answer(ring).is_some_and(|it| it > told.at);
                let spawned = early && it.was_phoned() && goes_on;
                spawned.then_some("spawned-is-done")
            };
            ensure!(
                it,
                told.words == ring.words(),
                misconception(),
                "the guest for {} is told \"{}\", and the station would say \"{}\"{why}",
                ring.town,
                told.words,
                ring.words()
            );
        }
    }
}

#[test]
fn every_guest_is_told_in_the_moment_of_the_second_answer() {
    for it in nights() {
        for (ring, told) in it.told() {
            // The time of another thread is not the loop's. That, and a guest who is
            // told something else, is for another claim to reject.
            if it.is_phoned_from_elsewhere() || told.words != ring.words() {
                continue;
            }
            let due = ring.answered();
            ensure!(
                it,
                told.at == due,
                (told.at > due).then(|| it.why_late()).flatten(),
                "the guest for {} rings at {}. The station needs {} for its two \
                 answers, so she can be told at {}; she is told at {}",
                ring.town,
                time(ring.at),
                time(ring.train.takes + ring.platform.takes),
                time(due),
                time(told.at)
            );
        }
    }
}

#[test]
fn the_loop_turns_while_the_line_is_held() {
    for it in nights() {
        it.told();
        let late = it.station.wake_up_calls.latest();
        let comes_late = match late.is_zero() {
            true => String::new(),
            false => format!(": a wake-up call comes {} late", time(late)),
        };
        ensure!(
            it,
            !it.has_waited_for_a_thread(),
            "waiting-needs-no-async",
            "another thread phones the station, and the loop's thread waits for \
             it{comes_late}"
        );
        ensure!(
            it,
            !it.is_phoned_from_elsewhere(),
            "one-thread-one-wait",
            "{ELSEWHERE}"
        );
        ensure!(
            it,
            late.is_zero(),
            "blocking-is-waiting",
            "the thread is kept{comes_late}"
        );
    }
}

const ELSEWHERE: &str = "another thread phones the station, and waits there for the \
                         answer. The loop's own thread is free in that time, and \
                         needs no help to wait";

/// A guest who rings.
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

/// The rings, and the rooms that are woken, each at its time.
#[derive(Clone)]
struct Night {
    rings: Vec<Ring>,
    wake_up_calls: Vec<(&'static str, Duration)>,
}

/// A night that is easy to follow, one with a single guest, and one that is drawn.
/// Times are compared, and never an order.
fn all_nights() -> [Night; 3] {
    let mut rng = Rng::new();
    let numbers = zip(rng.distinct(8, 100..1000), rng.distinct(8, 1..20));
    let mut numbers = numbers.collect::<Vec<_>>().into_iter();
    let mut times = rng.distinct(17, 1..100).into_iter().map(|it| 37 * it);
    let mut draw = || times.next().expect("there are enough");

    let towns = ["Riva", "Arco", "Garda", "Torri", "Malcesine"];
    let five = towns.map(|town| (town, [draw(), draw(), draw()]));
    let theirs = [("attic", draw()), ("garden", draw())];
    let two = [("Riva", [0, 1200, 700]), ("Arco", [500, 900, 800])];
    let nights: [(&[_], &[_]); 3] = [
        (&two, &[("attic", 1000), ("cellar", 2500)]),
        (&[("Garda", [300, 400, 600])], &[("garden", 900)]),
        (&five, &theirs),
    ];
    let millis = Duration::from_millis;
    let mut ring = |&(town, [at, train, platform]): &(_, [u64; 3])| {
        let (number, track) = numbers.next().expect("there are eight guests");
        let answer =
            |number, takes| Answer { number: number as u32, takes: millis(takes) };
        Ring {
            town,
            at: millis(at),
            train: answer(number, train),
            platform: answer(track, platform),
        }
    };
    nights.map(|(rings, calls)| Night {
        rings: rings.iter().map(&mut ring).collect(),
        wake_up_calls: calls.iter().map(|(room, at)| (*room, millis(*at))).collect(),
    })
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
            seen.push(Seen::play(night));
            if !seen.last().is_some_and(Seen::is_well) {
                break;
            }
        }
        seen
    })
}

/// A night, and what was seen of it.
struct Seen {
    night: Night,
    station: Station,
    outcome: Result<Observed<Vec<Told>>, Finding>,
}

struct Told {
    words: String,
    at: Duration,
}

impl Seen {
    fn play(night: Night) -> Self {
        let station = Station::new(&night.rings);
        let (theirs, asked, played) =
            (station.clone(), station.clone(), night.clone());
        let given = night.given();
        let outcome = Watchdog::new()
            .on_timeout(move |s| {
                let (misconception, measured) = asked.why_it_does_not_end();
                Finding::new(misconception, s.tell(measured))
            })
            .try_watch(move |s| {
                s.story(format!("given {given}"));
                observe(play(played, theirs)).given(given)
            });
        if let Ok(Observed { end: End::Stuck { .. }, .. }) = outcome {
            // An idle clock runs ahead of a thread that is only starting.
            station.notes.wait_until(PATIENCE, |it| it.elsewhere);
        }
        Self { night, station, outcome }
    }

    /// Nothing was seen for which a longer look is needed.
    fn is_well(&self) -> bool {
        let done = matches!(&self.outcome, Ok(Observed { end: End::Done(_), .. }));
        done && !self.is_phoned_from_elsewhere()
    }

    fn observed(&self) -> &Observed<Vec<Told>> {
        let rejected = |it: &Finding| reject(it.misconception, &it.measured);
        self.outcome.as_ref().unwrap_or_else(|it| rejected(it))
    }

    /// Each ring, and what its guest was told. Rejects a night that has not come to its
    /// end.
    #[track_caller]
    fn told(&self) -> impl Iterator<Item = (&Ring, &Told)> {
        match &self.observed().end {
            End::Stuck { .. } if self.is_phoned_from_elsewhere() => {
                self.reject("one-thread-one-wait", ELSEWHERE)
            }
            End::Stuck { .. } => {
                let last = self.station.notes.lock().last.unwrap_or_default().0;
                let measured = "a guest has not been told, and no ring is polled \
                                after";
                self.reject(None, format!("{measured} {}", time(last)))
            }
            End::Panicked(words) => {
                if let Some(misconception) = known_panic(words) {
                    let words = first_sentence(words);
                    self.reject(misconception, format!("it panicked: {words}"))
                }
            }
            End::Done(_) => {}
        }
        zip(&self.night.rings, self.observed().output(None))
    }

    /// Fails the check, with a picture only if it is true: another thread is answered
    /// at once, and only a loop that stood still for it has waited that long in the end.
    #[track_caller]
    fn reject<'a>(
        &self,
        misconception: impl Into<Option<&'a str>>,
        measured: impl Display,
    ) -> ! {
        let paid = self.station.notes.lock().owed.is_zero();
        if self.is_phoned_from_elsewhere()
            && !(self.has_waited_for_a_thread() && paid)
        {
            let given = self.night.given();
            reject(misconception, format!("given {given}: {measured}"));
        }
        self.observed().reject(misconception, measured)
    }

    fn was_phoned(&self) -> bool {
        self.station.lines.peak() > 0 || self.is_phoned_from_elsewhere()
    }

    fn is_phoned_from_elsewhere(&self) -> bool {
        self.station.notes.lock().elsewhere
    }

    fn has_waited_for_a_thread(&self) -> bool {
        self.station.notes.lock().joined
    }

    /// When the station last answered this guest.
    fn last_answer(&self, ring: &Ring) -> Option<Duration> {
        self.station.notes.lock().answered.get(ring.town).copied()
    }

    /// What explains that a guest is told too late.
    fn why_late(&self) -> Option<&'static str> {
        let rings = &self.night.rings;
        let (peak, polls) =
            (self.station.lines.peak(), self.station.notes.lock().polls);
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
}

impl Night {
    fn given(&self) -> String {
        let rung = self.rings.iter();
        let rung = rung.map(|it| format!("for {} at {}", it.town, time(it.at)));
        format!("rings {}", rung.collect::<Vec<_>>().join(", "))
    }
}

fn known_panic(words: &str) -> Option<&'static str> {
    match RuntimePanic::of(words)? {
        RuntimePanic::BlockingCall => Some("waiting-needs-no-async"),
        RuntimePanic::NoRuntime | RuntimePanic::NoTimers => None,
        RuntimePanic::NestedRuntime
        | RuntimePanic::RuntimeDropped
        | RuntimePanic::BlockInPlace
        | RuntimePanic::NestedExecutor => Some("block-on-inside-the-loop"),
    }
}

/// The night itself.
async fn play(night: Night, station: Station) -> Vec<Told> {
    station.home.begin();
    let start = Instant::now();
    let calls = night.wake_up_calls.into_iter().map(|(room, at)| {
        let call = station.wake_up_calls.sleep_until(start + at);
        spawn_local(call.on_lane(room))
    });
    let calls: Vec<_> = calls.collect();
    let rings = night.rings.into_iter().map(|ring| {
        let station = station.clone();
        spawn_local(async move {
            sleep_until(start + ring.at).await;
            let (town, theirs) = (ring.town.to_owned(), station.clone());
            let answer = async { nested_loop::ring(town, theirs).await };
            let words = station.watches(answer).on_lane(ring.town).await;
            Told { words, at: start.elapsed() }
        })
    });
    let rings: Vec<_> = rings.collect();
    let mut told = Vec::new();
    for ring in rings {
        told.push(ring.await.unwrap_or_else(|it| resume_unwind(it.into_panic())));
    }
    for call in calls {
        call.await.expect("a wake-up call does not panic");
    }
    station.note(Last::Over);
    told
}

/// The station at the other end of the line. Clones are the same one.
#[derive(Clone)]
pub struct Station {
    rings: Arc<[Ring]>,
    /// The porter's loop.
    home: EventLoop,
    /// The lines that the loop's thread holds.
    lines: Gauge,
    wake_up_calls: Lateness,
    notes: Shared<Notes>,
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

#[derive(Clone, Copy, Default)]
enum Last {
    /// The poll of a ring began, or the station has answered in it.
    #[default]
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
            let asked = format!("the town \"{town}\"");
            let ring = station.find(&asked, |it| it.town == town);
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
            let asked = format!("train {train}");
            let ring = station.find(&asked, |it| it.train.number == train);
            station.answers(ring, ring.platform).await
        }
    }

    fn new(rings: &[Ring]) -> Self {
        Self {
            rings: rings.into(),
            home: EventLoop::new(),
            lines: Gauge::new(),
            wake_up_calls: Lateness::new(),
            notes: Shared::default(),
        }
    }

    fn find(&self, asked: &str, such: impl Fn(&Ring) -> bool) -> &Ring {
        let ring = self.rings.iter().find(|it| such(it));
        ring.unwrap_or_else(|| {
            panic!("the station is asked for {asked}, and there is none")
        })
    }

    async fn answers(&self, ring: &Ring, answer: Answer) -> u32 {
        let mut held = None;
        poll_fn(|context| {
            if !self.home.is_here() {
                self.is_phoned_from_elsewhere(answer.takes);
                return Poll::Ready(());
            }
            let (line, _) = held.get_or_insert_with(|| {
                // A question from within another runtime waits for this clock as well.
                let _context = self.home.enter();
                (Box::pin(sleep(answer.takes)), self.lines.enter())
            });
            let poll = line.as_mut().poll(context);
            self.note(if poll.is_pending() { Last::Asked } else { Last::Polled });
            poll
        })
        .await;
        let now = self.home.now();
        self.notes.lock().answered.insert(ring.town, now);
        answer.number
    }

    /// The first time, the loop is asked whether it is free in that time.
    fn is_phoned_from_elsewhere(&self, takes: Duration) {
        let first = !replace(&mut self.notes.lock().elsewhere, true);
        if first {
            thread::sleep(takes);
            let joined =
                thread::blocked().iter().any(|it| it.thread == Thread::Joined);
            self.notes.lock().joined = joined;
        }
        let mut notes = self.notes.lock();
        if notes.joined {
            notes.owed += takes;
        }
    }

    /// Polls a ring, and notes when its polls begin and end.
    async fn watches<F: Future>(&self, ring: F) -> F::Output {
        let mut ring = pin!(ring);
        poll_fn(|context| {
            self.notes.lock().polls += 1;
            self.note(Last::Polled);
            let poll = ring.as_mut().poll(context);
            self.note(Last::Left);
            let owed = take(&mut self.notes.lock().owed);
            if !owed.is_zero() {
                thread::sleep(owed);
            }
            poll
        })
        .await
    }

    fn note(&self, last: Last) {
        let now = self.home.now();
        self.notes.lock().last = Some((now, last));
    }

    /// What keeps a night from its end when all patience is gone, and the misconception
    /// behind it.
    fn why_it_does_not_end(&self) -> (Option<&'static str>, String) {
        let turns = self.home.turns();
        let notes = self.notes.lock();
        let Some((at, last)) = notes.last else {
            return (None, "the night does not begin".to_owned());
        };
        let at = time(at);
        match last {
            _ if notes.polls >= SPINNING => (
                Some("waking-myself-is-waiting"),
                format!(
                    "the night does not end. `ring` was polled more than {SPINNING} \
                     times, and as it is always ready for the next poll, the loop \
                     never comes to its timers"
                ),
            ),
            _ if turns => (
                None,
                "the night does not end. The loop turns, and no time passes on its \
                 clock: that clock stands still while a task or a thread of the pool \
                 is at work"
                    .to_owned(),
            ),
            Last::Asked => (
                Some("block-on-inside-the-loop"),
                format!(
                    "at {at} the station is asked, and the call keeps the loop's \
                     thread until it is answered. But the timer that brings the \
                     answer is the loop's, and the loop does not turn any more: this \
                     never ends"
                ),
            ),
            Last::Polled | Last::Left => (
                Some("waiting-needs-no-async"),
                format!(
                    "at {at} a call keeps the loop's thread, and does not ask the \
                     station itself. The loop does not turn any more, and polls no \
                     other task that could ask: this never ends"
                ),
            ),
            Last::Over => {
                (None, "the night is over, and a thread is still at work".to_owned())
            }
        }
    }
}
