//! Every ring begins on its beat. A late ring doesn't make other rings late, and after
//! a long ring the rings are back on the beat.
//!
//! All rings have different lengths, so that the gap before a ring shows what it was
//! measured from.

#[path = "../metronome.rs"]
mod metronome;

use metronome::metronome;
use probe::{
    Lateness, Observed, OnLane, Rng, Shared, ensure, observe, thread, time,
    words::plural,
};
use std::{sync::OnceLock, time::Duration};
use tokio::{
    task::spawn_local,
    time::{Instant, sleep, sleep_until},
};

const MILLI: Duration = Duration::from_millis(1);
/// How long before a beat another task begins to block the thread, and for how long.
const BEFORE: Duration = Duration::from_millis(10);
const BLOCK: Duration = Duration::from_millis(30);
/// How often another task checks the clock.
const GLANCE: Duration = Duration::from_millis(10);

#[test]
fn every_ring_begins_on_its_beat() {
    for it in undisturbed() {
        it.rings_out();
        let Some(ring) = it.first_off_beat() else { continue };
        let measured = it.begins_and_is_due(ring) + &it.clock_note();
        it.observed.reject(it.why_off_beat(), measured);
    }
}

#[test]
fn a_late_ring_makes_no_other_ring_late() {
    for case in disturbed_cases() {
        let blocked = case.beats() / 2;
        let it = run(Case { blocked, ..case });
        it.rings_out();
        let late: Vec<_> = (0..it.case.beats())
            .map(|ring| it.rings[ring].from.abs_diff(it.case.due(ring)))
            .collect();
        let stays_late = late[blocked..].iter().all(|it| *it == late[blocked]);
        // After a skipped beat, every ring is on the grid, one period late.
        let misconception = match late[blocked] == it.case.period {
            true => "missed-beats-are-over",
            false => "sleep-keeps-the-beat",
        };
        for (ring, late) in late.iter().enumerate() {
            let excused = ring == blocked && *late <= BLOCK;
            ensure!(
                it.observed,
                late.is_zero() || excused,
                stays_late.then_some(misconception),
                "another task blocks the thread until {}, so only ring {blocked} \
                 may begin late; {}",
                time(it.case.due(blocked) - BEFORE + BLOCK),
                it.begins_and_is_due(ring)
            );
        }
    }
}

#[test]
fn rings_are_on_the_beat_again_after_a_long_ring() {
    for case in disturbed_cases() {
        // A ring that lasts one period ends when the next beat is due. The other long
        // rings cover one, two, or three beats.
        for (periods, overhang) in [(1, 0), (1, 30), (2, 30), (3, 30)] {
            let mut case = case.clone();
            let long = case.beats() / 3;
            case.lengths[long] = case.period * periods + overhang * MILLI;
            let it = run(case);
            it.rings_out();
            let (from, to) = it.span(long);
            if let Some(wrong) = it.first_wrong() {
                let (from, to) = (time(from), time(to));
                let measured =
                    format!("ring {long} lasted from {from} to {to}; {wrong}");
                it.observed.reject(it.why_wrong(long), measured);
            }
        }
    }
}

#[test]
fn no_other_task_is_blocked() {
    for it in undisturbed() {
        if it.blocks {
            it.observed.reject_blocking();
        }
        let (polls, most) = (it.observed.polls, it.most_polls());
        ensure!(
            it.observed,
            polls <= most,
            "now-and-then-is-waiting",
            "it was polled {polls} times; waiting takes at most {most} polls"
        );
        let kept = it.observed.output(None).kept;
        ensure!(
            it.observed,
            kept.is_zero(),
            None,
            "another task could not run for {}",
            time(kept)
        );
    }
}

#[test]
fn returns_when_the_last_ring_ends() {
    for it in undisturbed() {
        it.rings_out();
        let returned = it.observed.output(None).returned;
        let (_, over) = it.span(it.rings.len() - 1);
        ensure!(
            it.observed,
            returned == over,
            (returned < over).then_some("spawned-is-done"),
            "it returned at {}, but the last ring ended at {}",
            time(returned),
            time(over)
        );
    }
}

/// The length of each ring, the period, and what else happens.
#[derive(Clone)]
struct Case {
    lengths: Vec<Duration>,
    period: Duration,
    /// Another task blocks the thread across this beat, while no ring is in progress. 0
    /// means that the thread is not blocked.
    blocked: usize,
    /// How much real time each ring takes. The same amount of time passes before the
    /// first ring. All of this is real time, not virtual time.
    machine_time: Duration,
}

impl Case {
    fn beats(&self) -> usize {
        self.lengths.len()
    }

    fn due(&self, beat: usize) -> Duration {
        self.period * beat as u32
    }

    /// If an attempt rings too often, the lengths start over.
    fn length(&self, ring: usize) -> Duration {
        self.lengths[ring % self.beats()]
    }

    fn is_beat(&self, at: Duration) -> bool {
        at.as_nanos().is_multiple_of(self.period.as_nanos())
    }

    /// When the rings begin if each one waits for the end of the previous ring and
    /// for its own `earliest` time.
    fn begins_with(&self, earliest: impl Fn(usize) -> Duration) -> Vec<Duration> {
        let mut begins = vec![Duration::ZERO];
        for ring in 1..self.beats() {
            let free = begins[ring - 1] + self.length(ring - 1);
            begins.push(free.max(earliest(ring)));
        }
        begins
    }
}

/// The header's case, a random case, and a single ring, up to the first case that goes
/// wrong. All tests share one run of each case, because an attempt that blocks the
/// thread takes real time.
fn undisturbed() -> &'static [Run] {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    let mut rng = Rng::new();
    RUNS.get_or_init(|| {
        let drawn = (rng.range(4..9) as usize, 210 + 10 * rng.range(0..30) as u32);
        let mut runs: Vec<Run> = Vec::new();
        for (beats, period) in [(10, 200), drawn, (1, 300)] {
            if runs.iter().all(Run::is_well) {
                let mut lengths: Vec<_> = (50..=150).map(|it| MILLI * it).collect();
                rng.shuffle(&mut lengths);
                lengths.truncate(beats);
                let (period, machine_time) = (MILLI * period, Duration::ZERO);
                let case = Case { lengths, period, blocked: 0, machine_time };
                let mut it = run(case.clone());
                // A few rings are enough to check again whether the thread sleeps.
                let mut few = case.clone();
                few.lengths.truncate(3);
                let again = || run(few.clone()).observed.asleep;
                it.blocks = it.observed.blocks_the_thread(again);
                runs.push(it);
            }
        }
        runs
    })
}

/// The same cases without the single ring. If another test rejects the attempt in
/// detail, this function rejects it in a few words.
fn disturbed_cases() -> impl Iterator<Item = Case> {
    let cases = undisturbed().iter().map(|it| {
        it.observed.output(None);
        ensure!(
            _,
            it.is_well(),
            None,
            "it is off the beat, looks again and again, or blocks the thread, even when \
             no other task does and no ring is long"
        );
        it.case.clone()
    });
    cases.filter(|it| it.beats() > 1)
}

struct Run {
    case: Case,
    observed: Observed<Done>,
    rings: Vec<Ring>,
    /// Whether the attempt blocks the loop's thread, on the machine's clock.
    blocks: bool,
}

struct Done {
    returned: Duration,
    /// The longest time for which another task could not run.
    kept: Duration,
}

fn run(case: Case) -> Run {
    let rings = Shared::default();
    let Case { period, blocked, machine_time, .. } = case;
    let beats = case.beats() as u32;
    let observed = observe({
        let (case, rings) = (case.clone(), rings.clone());
        async move {
            let start = Instant::now();
            let bell = Bell { start, case, rings };
            if blocked > 0 {
                let from = start + bell.case.due(blocked) - BEFORE;
                let block = async move {
                    sleep_until(from).await;
                    thread::sleep(BLOCK);
                };
                spawn_local(block.on_lane("another task"));
            }
            let lateness = Lateness::new();
            let glances = spawn_local(lateness.clone().tick(GLANCE));
            if !machine_time.is_zero() {
                std::thread::sleep(machine_time);
            }
            metronome(bell, beats, period).on_lane("metronome").await;
            let returned = start.elapsed();
            // Tasks that are still running may ring, as well.
            sleep(2 * period).await;
            glances.abort();
            Done { returned, kept: lateness.latest() }
        }
    });
    let given = format!("{beats} beats and a period of {}", time(period));
    let (observed, rings) = (observed.given(given), rings.take());
    Run { case, observed, rings, blocks: false }
}

impl Run {
    /// Rejects too many rings, too few, and rings that never ended.
    #[track_caller]
    fn rings_out(&self) {
        self.observed.output(None);
        let (rings, beats) = (self.rings.len(), self.case.beats());
        let misconception = match (rings, self.observed.left_alive) {
            (0, 0) => Some("calling-starts-it"),
            (_, 1..) if rings < beats => Some("spawned-is-done"),
            _ => None,
        };
        let made = plural(rings, "ring");
        ensure!(
            self.observed,
            rings == beats,
            misconception,
            "it made {made} instead of {beats}"
        );
        let endless = self.rings.iter().position(|it| it.to.is_none());
        let ring = endless.unwrap_or_default();
        ensure!(
            self.observed,
            endless.is_none(),
            None,
            "ring {ring} began and never ended"
        );
    }

    fn most_polls(&self) -> usize {
        10 * (self.case.beats() + 1)
    }

    fn is_well(&self) -> bool {
        let rings_out = self.rings.len() == self.case.beats();
        let waits = self.observed.polls <= self.most_polls();
        rings_out && waits && self.first_off_beat().is_none() && !self.blocks
    }

    fn first_off_beat(&self) -> Option<usize> {
        let rings = self.rings.iter().enumerate();
        let mut off = rings.filter(|(beat, it)| it.from != self.case.due(*beat));
        off.next().map(|(beat, _)| beat)
    }

    fn begins_and_is_due(&self, ring: usize) -> String {
        let (from, due) = (time(self.rings[ring].from), time(self.case.due(ring)));
        format!("ring {ring} began at {from}, but its beat is at {due}")
    }

    fn begins(&self) -> Vec<Duration> {
        self.rings.iter().map(|it| it.from).collect()
    }

    /// When a ring begins and ends. All rings have ended: [`Self::rings_out`] has
    /// checked that.
    fn span(&self, ring: usize) -> (Duration, Duration) {
        let Ring { from, to } = self.rings[ring];
        (from, to.unwrap_or(Duration::MAX))
    }

    /// The first ring that does not begin on the first beat at which the bell is
    /// silent. After a ring that covers beats, the next ring may also begin as soon as
    /// that ring ends: it is over before the next beat.
    fn first_wrong(&self) -> Option<String> {
        let period = self.case.period;
        let next_beat = |at: Duration| {
            let beat = at.as_nanos().div_ceil(period.as_nanos());
            period * u32::try_from(beat).expect("a run has few beats")
        };
        (1..self.rings.len()).find_map(|ring| {
            let ((begun, still), (at, _)) = (self.span(ring - 1), self.span(ring));
            let covers = still - begun > period;
            let due = next_beat(still);
            let is_right = at == due || (covers && at == still);
            let [from, until, beat] = [at, still, due].map(time);
            let (before, began) = (ring - 1, format!("ring {ring} began at {from}"));
            (!is_right).then(|| match at < still {
                true => format!("{began}, while ring {before} lasted until {until}"),
                false => format!("{began}, but its beat is at {beat}"),
            })
        })
    }

    fn why_wrong(&self, long: usize) -> Option<&'static str> {
        let begins = self.begins();
        let covers = self.case.lengths[long] > self.case.period;
        let in_a_burst = self.case.begins_with(|ring| self.case.due(ring));
        if covers && begins == in_a_burst {
            return Some("missed-beats-are-over");
        }
        // All later rings are a period apart, and off the beat.
        let after = &begins[long + 1..];
        let even = after.windows(2).all(|it| it[1] - it[0] == self.case.period);
        let off = after.iter().all(|it| !self.case.is_beat(*it));
        (even && off && after.len() > 1).then_some("sleep-keeps-the-beat")
    }

    fn why_off_beat(&self) -> Option<&'static str> {
        let (case, begins) = (&self.case, self.begins());
        let pauses = self.pauses().filter(|_| !self.blocks)?;
        let first = pauses.first()?;
        // If slowing down the machine changes the times, the attempt reads the
        // machine's clock.
        let slow = run(Case { machine_time: 5 * MILLI, ..case.clone() });
        if slow.begins() != begins {
            return Some("one-clock-for-all");
        }
        // Each ring except the first one awaits a tick of an interval. The interval
        // begins with the first ring or after it, and its first tick is due
        // immediately.
        let interval = |start| case.begins_with(|it| start + case.due(it - 1));
        if [Duration::ZERO, case.length(0)].map(interval).contains(&begins) {
            return Some("first-tick-waits");
        }
        // The sleeps are either all the same, or grow like the due times. In both
        // cases, they begin at the end of a ring. If an attempt never sleeps, its
        // sleeps can't explain anything.
        let sleeps = pauses.iter().any(|it| !it.is_zero());
        let same = pauses.iter().all(|it| it == first);
        let growing = (1..).map(|it| case.due(it)).take(pauses.len()).eq(pauses);
        (sleeps && (same || growing)).then_some("sleep-keeps-the-beat")
    }

    /// A note for an attempt that does not wait between rings on tokio's clock.
    fn clock_note(&self) -> String {
        let longest = self.case.lengths.iter().max().copied().unwrap_or_default();
        let least = self.case.period - longest;
        match self.pauses() {
            Some(pauses) if pauses.iter().all(Duration::is_zero) => {
                self.observed.clock_note(least * pauses.len() as u32)
            }
            _ => String::new(),
        }
    }

    /// The pauses between the end of each ring and the beginning of the next, or
    /// `None` if rings overlap.
    fn pauses(&self) -> Option<Vec<Duration>> {
        let pause = |pair: &[Ring]| pair[1].from.checked_sub(pair[0].to?);
        self.rings.windows(2).map(pause).collect()
    }
}

/// A bell. A clone refers to the same bell.
#[derive(Clone)]
pub struct Bell {
    start: Instant,
    case: Case,
    rings: Shared<Vec<Ring>>,
}

/// When a ring began, and when it ended.
struct Ring {
    from: Duration,
    to: Option<Duration>,
}

impl Bell {
    /// Rings once, and returns when the ring has ended.
    pub async fn ring(&self) {
        let ring = {
            let mut rings = self.rings.lock();
            rings.push(Ring { from: self.start.elapsed(), to: None });
            rings.len() - 1
        };
        sleep(self.case.length(ring)).on_lane(format!("ring {ring}")).await;
        if !self.case.machine_time.is_zero() {
            std::thread::sleep(self.case.machine_time);
        }
        self.rings.lock()[ring].to = Some(self.start.elapsed());
    }
}
