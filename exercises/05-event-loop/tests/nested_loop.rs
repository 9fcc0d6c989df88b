//! Every guest gets directions the moment the second answer arrives, and the loop
//! keeps running while the station thinks.
//!
//! On the loop's thread, the station answers on the virtual clock, and on any other
//! thread immediately. A watchdog outside detects a loop that hangs.

#[path = "../nested_loop.rs"]
mod nested_loop;

use probe::{
    End, EventLoop, Finding, ForeignCalls, Gauge, Lateness, Observed, OnLane, Rng,
    RuntimePanic, Shared, TooOften, Watchdog, ensure, first_sentence, observe,
    poll_limit, reject, time, words::list,
};
use std::{
    collections::HashMap, fmt::Display, future::poll_fn, iter::zip,
    panic::resume_unwind, pin::pin, sync::OnceLock, task::Poll, time::Duration,
};
use tokio::{
    task::{JoinSet, spawn_local},
    time::{Instant, sleep, sleep_until},
};

/// How long a new thread may take before it phones.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a ring may be polled. Waiting for two answers takes far fewer polls.
const POLLS: usize = 100;

#[test]
fn every_guest_is_told_the_way() {
    for it in nights() {
        for (ring, Told { words, at }) in it.told() {
            let (expected, due) = (ring.words(), ring.answered());
            // A call that was dropped with the ring doesn't count.
            let goes_on = it.observed.left_alive > 0
                || it.notes.answered.get(&ring.town) > Some(at);
            let misconception = (*at < due && goes_on).then_some("spawned-is-done");
            let (town, at, due) = (&ring.town, time(*at), time(due));
            ensure!(
                it,
                *words == expected,
                misconception,
                "at {at}, the guest for {town} is told \"{words}\". It should be \
                 \"{expected}\", and the station can give both numbers by {due}"
            );
        }
    }
}

#[test]
fn every_guest_is_told_at_the_moment_of_the_second_answer() {
    for it in nights() {
        for (ring, told) in it.told() {
            // Another thread's time is not the loop's. Calls from another thread, and
            // wrong answers to guests, are rejected by other tests.
            if it.station.foreign.any() || told.words != ring.words() {
                continue;
            }
            let due = ring.answered();
            let in_turn = told.at > due && it.is_in_turn();
            let on_time = told.at == due;
            let [rings, due, at] = [ring.times[0], due, told.at].map(time);
            ensure!(
                it,
                on_time,
                in_turn.then_some("one-thread-one-wait"),
                "the guest for {} rings at {rings}, and the second answer can come \
                 at {due}, but she is told at {at}",
                ring.town
            );
        }
    }
}

#[test]
fn the_loop_runs_while_the_station_thinks() {
    for it in nights() {
        it.told();
        let late = it.station.lateness.latest();
        let comes_late = match late.is_zero() {
            true => String::new(),
            false => format!(": a wake-up call comes {} late", time(late)),
        };
        ensure!(
            it,
            !it.station.foreign.joined(),
            "waiting-needs-no-async",
            "another thread phones the station, and the loop's thread waits for \
             it{comes_late}"
        );
        ensure!(it, !it.station.foreign.any(), "one-thread-one-wait", "{ELSEWHERE}");
        let kept = late.is_zero();
        ensure!(
            it,
            kept,
            "blocking-is-waiting",
            "the thread is blocked{comes_late}"
        );
    }
}

const ELSEWHERE: &str = "another thread phones the station and waits for the \
                         answer. The loop's own thread is free during that time, \
                         and can wait without help";

/// A guest who rings, the numbers of the train and of its platform, and three waits:
/// until the ring, and then until each of the two answers.
#[derive(Clone)]
struct Ring {
    town: String,
    numbers: [u32; 2],
    times: [Duration; 3],
}

impl Ring {
    fn words(&self) -> String {
        let Self { town, numbers: [train, platform], .. } = self;
        format!("to {town}: train {train}, platform {platform}")
    }

    /// When the second answer arrives.
    fn answered(&self) -> Duration {
        self.times.iter().sum()
    }
}

/// A night that is easy to follow, one with a single guest and slow answers, one with
/// more guests at the same time than any limit, and a random one. Only times are
/// compared, never the order of events.
fn all_nights() -> [Station; 4] {
    let mut rng = Rng::new();
    let mut times = rng.distinct(17, 1..100).into_iter().map(|it| 37 * it);
    let mut draw = || times.next().expect("17 times are enough");
    let drawn = Vec::from([(); 5].map(|()| [draw(), draw(), draw()]));
    let calls = [draw(), draw()];
    let many = (0..40).map(|it| [10 * it, 900 + 3 * it, 600 + it]).collect();
    let nights = [
        (vec![[0, 1200, 700], [500, 900, 800]], [1000, 2500]),
        (vec![[300, 3_600_000, 1_800_000]], [900, 4_000_000]),
        (many, [500, 1000]),
        (drawn, calls),
    ];
    let mut platforms = rng.distinct(40, 1..50);
    nights.map(|(rings, calls)| {
        rng.shuffle(&mut platforms);
        let trains = rng.distinct(rings.len(), 100..1000);
        let numbers = zip(trains, &platforms).map(|(a, b)| [a as u32, *b as u32]);
        let rings = zip(rings, numbers).enumerate();
        let ring = |(it, (times, numbers)): (usize, ([u64; 3], _))| {
            let times = times.map(Duration::from_millis);
            Ring { town: format!("village {}", it + 1), numbers, times }
        };
        Station {
            rings: rings.map(ring).collect(),
            calls: calls.map(Duration::from_millis),
            ..Station::default()
        }
    })
}

/// All tests share one run, up to the first night that goes wrong, because detecting
/// a blocked thread takes real time.
fn nights() -> &'static [Seen] {
    static SEEN: OnceLock<Result<Vec<Seen>, Finding>> = OnceLock::new();
    // Each test creates its own generator, so that each failure prints the seed.
    Rng::new();
    let seen = SEEN.get_or_init(|| {
        let mut seen = Vec::new();
        for night in all_nights() {
            if seen.iter().all(Seen::is_well) {
                seen.push(Seen::play(night)?);
            }
        }
        Ok(seen)
    });
    seen.as_ref().unwrap_or_else(|it| reject(it.misconception, &it.measured))
}

/// A night, and what was seen of it.
struct Seen {
    station: Station,
    notes: Notes,
    observed: Observed<Vec<Told>>,
}

struct Told {
    words: String,
    at: Duration,
}

impl Seen {
    fn play(station: Station) -> Result<Self, Finding> {
        let (asked, played) = (station.clone(), station.clone());
        let watchdog = Watchdog::new().on_timeout(move |s| {
            let (misconception, why) = asked.why_it_does_not_end();
            Finding::new(misconception, s.tell(why))
        });
        let observed = watchdog.try_watch(move |s| {
            let given = played.given();
            s.story(format!("given {given}"));
            observe(play(played)).given(given)
        })?;
        if let End::Stuck { .. } = observed.end {
            // When the loop is idle, its clock jumps ahead before a new thread can
            // begin to run.
            station.foreign.wait(PATIENCE);
        }
        Ok(Self { notes: station.notes.get(), station, observed })
    }

    /// True if this night went well enough for the next one to be played.
    fn is_well(&self) -> bool {
        matches!(self.observed.end, End::Done(_)) && !self.station.foreign.any()
    }

    /// Each ring, and what its guest was told. Rejects a night that did not end.
    #[track_caller]
    fn told(&self) -> Vec<(&Ring, &Told)> {
        match &self.observed.end {
            End::Stuck { .. } if self.station.foreign.any() => {
                self.reject("one-thread-one-wait", ELSEWHERE)
            }
            End::Stuck { .. } => {
                let last = time(self.notes.last);
                let measured = "a guest still waits, but no ring is polled after";
                self.reject(None, format!("{measured} {last}"))
            }
            End::Panicked(words) => {
                if let Some(it) = &self.notes.restless {
                    self.reject(it.misconception, &it.measured);
                }
                if let Some(panic) = RuntimePanic::of(words) {
                    let words = first_sentence(words);
                    let measured = format!("it panicked: {words}");
                    self.reject(panic.misconception(), measured);
                }
            }
            End::Done(_) => {}
        }
        zip(&self.station.rings, self.observed.output(None)).collect()
    }

    /// Rejects the night, with a picture only if the picture is true: on another
    /// thread, the station answers immediately.
    #[track_caller]
    fn reject<'a>(
        &self,
        misconception: impl Into<Option<&'a str>>,
        measured: impl Display,
    ) -> ! {
        if !self.station.foreign.is_settled() {
            let given = self.station.given();
            reject(misconception, format!("given {given}: {measured}"));
        }
        self.observed.reject(misconception, measured)
    }

    /// Whether the station was asked one question at a time, although rings overlap.
    fn is_in_turn(&self) -> bool {
        let rings = &self.station.rings;
        let overlaps = |one: &Ring| {
            let at = one.times[0];
            rings.iter().any(|it| it.times[0] < at && at < it.answered())
        };
        self.station.lines.peak() == 1 && rings.iter().any(overlaps)
    }
}

/// The night itself.
async fn play(station: Station) -> Vec<Told> {
    station.home.begin();
    let start = Instant::now();
    let mut calls = JoinSet::new();
    for (at, room) in zip(&station.calls, ["attic", "cellar"]) {
        let call = station.lateness.sleep_until(start + *at);
        calls.spawn_local(call.on_lane(room));
    }
    let rings = station.rings.clone().into_iter().map(|ring| {
        let station = station.clone();
        spawn_local(async move {
            sleep_until(start + ring.times[0]).await;
            let (town, theirs) = (ring.town.clone(), station.clone());
            let answer = async { nested_loop::ring(town, theirs).await };
            let words = station.watches(answer).on_lane(ring.town).await;
            Told { words, at: start.elapsed() }
        })
    });
    let mut told = Vec::new();
    for ring in rings.collect::<Vec<_>>() {
        told.push(ring.await.unwrap_or_else(|it| resume_unwind(it.into_panic())));
    }
    calls.join_all().await;
    station.note(None);
    told
}

/// The station at the other end of the line. A clone refers to the same station.
#[derive(Clone, Default)]
pub struct Station {
    rings: Vec<Ring>,
    /// When the rooms should get their wake-up calls, and how late the calls are.
    calls: [Duration; 2],
    lateness: Lateness,
    /// The porter's loop.
    home: EventLoop,
    /// The calls in progress on the loop's thread.
    lines: Gauge,
    /// The calls on other threads.
    foreign: ForeignCalls,
    notes: Shared<Notes>,
}

#[derive(Clone, Default)]
struct Notes {
    /// When the loop's thread was last active.
    last: Duration,
    /// True if the thread then asked the station, which had no answer yet. `None`
    /// before the first ring and after the night.
    asks: Option<bool>,
    /// How many questions were asked on the loop's thread.
    questions: usize,
    /// The finding about a ring that was polled too often.
    restless: Option<Finding>,
    /// When the last answer arrived, by town.
    answered: HashMap<String, Duration>,
}

impl Station {
    /// Says, after a while, which train goes to a town.
    pub fn train_to(&self, town: &str) -> impl Future<Output = u32> + Send + use<> {
        let (asked, town) = (format!("the town \"{town}\""), town.to_owned());
        self.clone().answers(0, asked, move |it| it.town == town)
    }

    /// Says, after a while, from which platform a train leaves.
    pub fn platform_of(
        &self,
        train: u32,
    ) -> impl Future<Output = u32> + Send + use<> {
        let asked = format!("train {train}");
        self.clone().answers(1, asked, move |it| it.numbers[0] == train)
    }

    async fn answers(
        self,
        question: usize,
        asked: String,
        such: impl Fn(&Ring) -> bool,
    ) -> u32 {
        let Some(ring) = self.rings.iter().find(|it| such(it)) else {
            panic!("the station is asked for {asked}, which doesn't exist")
        };
        let (takes, mut held) = (ring.times[1 + question], None);
        poll_fn(|context| {
            if !self.home.is_here() {
                self.foreign.call(takes);
                return Poll::Ready(());
            }
            let (line, _) = held.get_or_insert_with(|| {
                // Even a question asked inside another runtime waits for this clock.
                let _context = self.home.enter();
                self.notes.lock().questions += 1;
                (Box::pin(sleep(takes)), self.lines.enter())
            });
            let poll = line.as_mut().poll(context);
            self.note(Some(poll.is_pending()));
            poll
        })
        .await;
        self.notes.lock().answered.insert(ring.town.clone(), self.home.now());
        ring.numbers[question]
    }

    /// Polls a ring, and records when its polls begin and end.
    async fn watches<F: Future>(&self, ring: F) -> F::Output {
        let mut ring = pin!(poll_limit(POLLS, ring));
        let told = poll_fn(|context| {
            self.note(Some(false));
            let poll = ring.as_mut().poll(context);
            self.note(Some(false));
            self.foreign.settle();
            poll
        });
        told.await.unwrap_or_else(|it| self.is_polled_too_often(&it))
    }

    fn is_polled_too_often(&self, it: &TooOften) -> ! {
        let asked = self.notes.lock().questions;
        let asks_again = asked > 2 * self.rings.len();
        let why = match asks_again {
            true => format!(
                "The station was asked {asked} questions. Each one starts its own wait, \
                 so a question that is dropped never gets an answer"
            ),
            false => {
                "It is polled whether or not it has been woken by an answer".into()
            }
        };
        let misconception = (!asks_again).then(|| it.misconception());
        let measured = format!(
            "`ring` was polled {POLLS} times in {} for one guest, and has not \
             returned. {why}",
            time(it.until - it.since)
        );
        self.notes.lock().restless = Some(Finding::new(misconception, measured));
        resume_unwind(Box::new("`ring` was polled too often"))
    }

    fn given(&self) -> String {
        if self.rings.len() > 5 {
            let many = self.rings.len();
            return format!("{many} rings, each 10 ms after the previous one");
        }
        let rung = self.rings.iter();
        let rung =
            rung.map(|it| format!("for {} at {}", it.town, time(it.times[0])));
        format!("rings {}", list(rung))
    }

    fn note(&self, asks: Option<bool>) {
        let mut notes = self.notes.lock();
        (notes.asks, notes.last) = (asks, self.home.now());
    }

    /// Why a night that timed out does not end, and the misconception behind that.
    fn why_it_does_not_end(&self) -> (Option<&'static str>, String) {
        let turns = self.home.turns();
        let notes = self.notes.get();
        let (misconception, why) = match notes.asks {
            _ if turns => (
                None,
                "A task or a thread of the pool is busy: the loop runs, but its \
                 clock does not advance",
            ),
            Some(true) => (
                Some("block-on-inside-the-loop"),
                "The call to the station blocks the loop's thread until the answer \
                 comes, but the answer comes from a timer of this same loop",
            ),
            Some(false) => (
                Some("waiting-needs-no-async"),
                "A call blocks the loop's thread without asking the station itself, \
                 and the loop can't poll another task that could ask",
            ),
            None => (None, "No ring is in progress, and a thread is busy"),
        };
        (misconception, format!("at {}, the night stops. {why}", time(notes.last)))
    }
}
