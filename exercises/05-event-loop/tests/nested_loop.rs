//! Every guest gets directions the moment the second answer arrives, and the loop
//! keeps running while the station thinks.
//!
//! On the loop's thread, the station answers on the virtual clock. On any other
//! thread, it answers at once. If the loop waited for that thread, its clock is then
//! advanced by the time that the answer takes, so that other tasks are late by an
//! exact amount. A loop that hangs is detected from outside, by the machine's clock.

#[path = "../nested_loop.rs"]
mod nested_loop;

use probe::{
    End, EventLoop, Finding, Gauge, Lateness, Observed, OnLane, Rng, RuntimePanic,
    Shared, Watchdog, ensure, first_sentence, observe, reject,
    thread::{self, Thread},
    time,
    words::list,
};
use std::{
    collections::HashMap, fmt::Display, future::poll_fn, iter::zip, mem,
    panic::resume_unwind, pin::pin, sync::OnceLock, task::Poll, time::Duration,
};
use tokio::{
    task::{JoinSet, spawn_local},
    time::{Instant, sleep, sleep_until},
};

/// How long a new thread may take before it phones.
const PATIENCE: Duration = Duration::from_secs(1);
/// A future that is woken only by others is never polled this often.
const SPINNING: usize = 10_000;
/// A future that waits for two answers, one after the other, is polled less often
/// than this.
const LOOKS: usize = 20;

#[test]
fn every_guest_is_told_the_way() {
    for it in nights() {
        for (ring, Told { words, at }) in it.told() {
            let (expected, due) = (ring.words(), ring.answered());
            // A call that was dropped with the ring is not a task that keeps
            // running.
            let goes_on = it.observed.left_alive > 0
                || it.notes.answered.get(ring.town) > Some(at);
            let misconception = (*at < due && goes_on).then_some("spawned-is-done");
            let (town, at, due) = (ring.town, time(*at), time(due));
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
            // Another thread's time is not the loop's. Other tests reject calls from
            // another thread, and guests who are told something wrong.
            if it.notes.elsewhere || told.words != ring.words() {
                continue;
            }
            let due = ring.answered();
            let why_late = (told.at > due).then(|| it.why_late()).flatten();
            let on_time = told.at == due;
            let [rings, due, at] = [ring.times[0], due, told.at].map(time);
            ensure!(
                it,
                on_time,
                why_late,
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
            !it.notes.joined,
            "waiting-needs-no-async",
            "another thread phones the station, and the loop's thread waits for \
             it{comes_late}"
        );
        ensure!(it, !it.notes.elsewhere, "one-thread-one-wait", "{ELSEWHERE}");
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
                         and needs no help to wait";

/// A guest who rings, the numbers of the train and of its platform, and three waits:
/// until the ring, and then until each of the two answers.
#[derive(Clone)]
struct Ring {
    town: &'static str,
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

/// A night that is easy to follow, one with a single guest, and a random one. Only
/// times are compared, never an order.
fn all_nights() -> [Station; 3] {
    let mut rng = Rng::new();
    let mut times = rng.distinct(17, 1..100).into_iter().map(|it| 37 * it);
    let mut draw = || times.next().expect("17 times are enough");
    let towns = ["Riva", "Arco", "Garda", "Torri", "Malcesine"];
    let five = towns.map(|town| (town, [draw(), draw(), draw()]));
    let calls = [draw(), draw()];
    let two = [("Riva", [0, 1200, 700]), ("Arco", [500, 900, 800])];
    let one = [("Garda", [300, 400, 600])];
    let nights: [(&[_], &[_]); 3] =
        [(&two, &[1000, 2500]), (&one, &[900]), (&five, &calls)];
    let trains = rng.distinct(8, 100..1000);
    let mut numbers = zip(trains, rng.distinct(8, 1..20));
    let mut ring = |&(town, times): &(_, [u64; 3])| {
        let (train, platform) = numbers.next().expect("there are eight guests");
        let numbers = [train as u32, platform as u32];
        Ring { town, numbers, times: times.map(Duration::from_millis) }
    };
    nights.map(|(rings, calls)| Station {
        rings: rings.iter().map(&mut ring).collect(),
        calls: calls.iter().copied().map(Duration::from_millis).collect(),
        ..Station::default()
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
            // When the loop is idle, its clock jumps ahead before a new thread has
            // begun to run.
            station.notes.wait_until(PATIENCE, |it| it.elsewhere);
        }
        Ok(Self { notes: station.notes.get(), station, observed })
    }

    /// Whether the next night can be played, too.
    fn is_well(&self) -> bool {
        matches!(self.observed.end, End::Done(_)) && !self.notes.elsewhere
    }

    /// Each ring, and what its guest was told. Rejects a night that did not end.
    #[track_caller]
    fn told(&self) -> Vec<(&Ring, &Told)> {
        match &self.observed.end {
            End::Stuck { .. } if self.notes.elsewhere => {
                self.reject("one-thread-one-wait", ELSEWHERE)
            }
            End::Stuck { .. } => {
                let last = time(self.notes.last);
                let measured =
                    "a guest is still waiting, but no ring is polled after";
                self.reject(None, format!("{measured} {last}"))
            }
            End::Panicked(words) => {
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

    /// Rejects the night, with a picture only if the picture is true. On another
    /// thread, the station answers at once, so the times in the picture are right only if the loop
    /// was blocked for as long as the answer takes.
    #[track_caller]
    fn reject<'a>(
        &self,
        misconception: impl Into<Option<&'a str>>,
        measured: impl Display,
    ) -> ! {
        let Notes { elsewhere, joined, owed, .. } = &self.notes;
        if *elsewhere && !(*joined && owed.is_zero()) {
            let given = self.station.given();
            reject(misconception, format!("given {given}: {measured}"));
        }
        self.observed.reject(misconception, measured)
    }

    /// The misconception that explains why a guest is told too late.
    fn why_late(&self) -> Option<&'static str> {
        let rings = &self.station.rings;
        let overlaps = |one: &Ring| {
            let at = one.times[0];
            rings.iter().any(|it| it.times[0] < at && at < it.answered())
        };
        let in_turn = self.station.lines.peak() == 1 && rings.iter().any(overlaps);
        match self.notes.polls > LOOKS * rings.len() {
            true => Some("now-and-then-is-waiting"),
            false => in_turn.then_some("one-thread-one-wait"),
        }
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
            let (town, theirs) = (ring.town.to_owned(), station.clone());
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
    calls: Vec<Duration>,
    lateness: Lateness,
    /// The porter's loop.
    home: EventLoop,
    /// The calls in progress on the loop's thread.
    lines: Gauge,
    notes: Shared<Notes>,
}

#[derive(Clone, Default)]
struct Notes {
    /// When the loop's thread was last active.
    last: Duration,
    /// Whether the thread then asked the station, which had no answer yet. `None`
    /// before the first ring and after the night.
    asks: Option<bool>,
    /// How often all rings were polled in total.
    polls: usize,
    /// When the last answer arrived, by town.
    answered: HashMap<&'static str, Duration>,
    /// Whether another thread has phoned.
    elsewhere: bool,
    /// Whether the loop's thread waited for that thread.
    joined: bool,
    /// The time that the virtual clock still has to advance, because of that wait.
    owed: Duration,
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
            panic!("the station is asked for {asked}, and there is none")
        };
        let (takes, mut held) = (ring.times[1 + question], None);
        poll_fn(|context| {
            if !self.home.is_here() {
                self.is_phoned_from_elsewhere(takes);
                return Poll::Ready(());
            }
            let (line, _) = held.get_or_insert_with(|| {
                // A question asked inside another runtime waits for this clock, too.
                let _context = self.home.enter();
                (Box::pin(sleep(takes)), self.lines.enter())
            });
            let poll = line.as_mut().poll(context);
            self.note(Some(poll.is_pending()));
            poll
        })
        .await;
        self.notes.lock().answered.insert(ring.town, self.home.now());
        ring.numbers[question]
    }

    /// On the first such call, finds out whether the loop's thread waits for the
    /// caller.
    fn is_phoned_from_elsewhere(&self, takes: Duration) {
        let first = !mem::replace(&mut self.notes.lock().elsewhere, true);
        if first {
            thread::sleep(takes);
            let joined = |it: &thread::Blocked| it.thread == Thread::Joined;
            self.notes.lock().joined = thread::blocked().iter().any(joined);
        }
        let mut notes = self.notes.lock();
        if notes.joined {
            notes.owed += takes;
        }
    }

    /// Polls a ring, and records when its polls begin and end.
    async fn watches<F: Future>(&self, ring: F) -> F::Output {
        let mut ring = pin!(ring);
        poll_fn(|context| {
            self.notes.lock().polls += 1;
            self.note(Some(false));
            let poll = ring.as_mut().poll(context);
            self.note(Some(false));
            let owed = mem::take(&mut self.notes.lock().owed);
            if !owed.is_zero() {
                thread::sleep(owed);
            }
            poll
        })
        .await
    }

    fn given(&self) -> String {
        let rung = self.rings.iter();
        let rung =
            rung.map(|it| format!("for {} at {}", it.town, time(it.times[0])));
        format!("rings {}", list(rung))
    }

    fn note(&self, asks: Option<bool>) {
        let mut notes = self.notes.lock();
        (notes.asks, notes.last) = (asks, self.home.now());
    }

    /// Why a night that timed out does not end, and the misconception behind it.
    fn why_it_does_not_end(&self) -> (Option<&'static str>, String) {
        let turns = self.home.turns();
        let notes = self.notes.get();
        let (misconception, why) = match notes.asks {
            _ if notes.polls >= SPINNING => (
                Some("waking-myself-is-waiting"),
                "`ring` is polled over and over. It is always on the ready queue, \
                 so the loop never gets to its timers",
            ),
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
