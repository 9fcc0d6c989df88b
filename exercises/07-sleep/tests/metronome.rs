//! Every ring begins on its beat; a late one makes no other late, and a long one leaves
//! out the beats that it covers.
//!
//! No two rings take equally long, so that a gap tells what it was counted from.

#[path = "../metronome.rs"]
mod metronome;

use metronome::metronome;
use probe::{
    Observed, OnLane, Rng, observe, reject,
    thread::{self, Blocked, Thread},
    time,
};
use std::{
    cell::Cell,
    rc::Rc,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::{Duration, Instant as MachineInstant},
};
use tokio::{
    task::spawn_local,
    time::{Instant, sleep, sleep_until},
};

const MILLI: Duration = Duration::from_millis(1);
/// When somebody else begins to keep the thread, before a beat, and for how long.
const BEFORE: Duration = Duration::from_millis(10);
const BLOCK: Duration = Duration::from_millis(30);
/// How long after a beat a long ring is over. The longest of the others, begun then,
/// is over before the next beat.
const OVERHANG: Duration = Duration::from_millis(30);
/// How often somebody else looks at the clock.
const GLANCE: Duration = Duration::from_millis(10);

#[test]
fn every_ring_begins_on_its_beat() {
    for case in 0..CASES {
        let run = quiet(case);
        run.rings_out();
        if let Some(beat) = run.first_off_beat() {
            run.keeps_the_thread(beat);
            run.is_off_beat(beat);
        }
    }
}

#[test]
fn a_late_ring_makes_no_other_late() {
    for case in 0..CASES {
        let undisturbed = quiet(case);
        undisturbed.rings_as_it_should();
        let held_up = undisturbed.case.beats() / 2;
        if held_up == 0 {
            continue;
        }
        let run = run(&undisturbed.case, Setting::Neighbor { held_up });
        run.rings_out();
        let late = |beat: usize| run.rings[beat].from.abs_diff(run.case.due(beat));
        let excused = |beat| beat == held_up && late(beat) <= BLOCK;
        let beats = 0..run.case.beats();
        let Some(beat) =
            beats.clone().find(|&it| !late(it).is_zero() && !excused(it))
        else {
            continue;
        };
        let stays_late = (held_up..beats.end).all(|it| late(it) == late(held_up));
        let belief = stays_late.then_some("sleep-keeps-the-beat");
        let measured = format!(
            "somebody keeps the thread until {}, so ring {held_up} is late; but \
             ring {beat} begins at {}, and its beat is at {}",
            time(run.case.due(held_up) - BEFORE + BLOCK),
            time(run.rings[beat].from),
            time(run.case.due(beat))
        );
        run.observed.reject(belief, measured);
    }
}

#[test]
fn a_long_ring_leaves_out_the_beats_that_it_covers() {
    for case in 0..CASES {
        let undisturbed = quiet(case);
        undisturbed.rings_as_it_should();
        let long = undisturbed.case.beats() / 3;
        if long == 0 {
            continue;
        }
        let run = run(&undisturbed.case.with_a_long(long), Setting::Quiet);
        run.rings_out();
        if let Some(wrong) = run.first_astray(long) {
            let (from, to) = run.span(long);
            let measured = format!(
                "ring {long} begins at {} and is over at {}; {wrong}",
                time(from),
                time(to)
            );
            run.observed.reject(run.belief_of_one_astray(long), measured);
        }
    }
}

#[test]
fn nobody_is_kept_from_the_thread() {
    for case in 0..CASES {
        let run = quiet(case);
        let kept = run.observed.output(None).kept_from_it;
        if let Some(beat) = run.first_off_beat() {
            run.keeps_the_thread(beat);
        }
        let by_it = |it: &&Blocked| it.thread != Thread::Other;
        let blocked = run.observed.blocked.iter().find(by_it);
        if blocked.is_some() || !kept.is_zero() {
            let belief = blocked.map(|_| "blocking-is-waiting");
            let kept = time(kept);
            let measured =
                format!("somebody else was kept from the thread for {kept}");
            run.observed.reject(belief, measured);
        }
    }
}

#[test]
fn returns_when_the_last_ring_is_over() {
    for case in 0..CASES {
        let run = quiet(case);
        run.rings_out();
        let returned = run.observed.output(None).returned;
        let Some(last) = run.rings.last() else { continue };
        if Some(returned) != last.to {
            let over = last.to.unwrap_or_default();
            let belief = (returned < over).then_some("spawned-is-done");
            let (returned, over) = (time(returned), time(over));
            let measured = format!(
                "it returns at {returned}, and the last ring is over at {over}"
            );
            run.observed.reject(belief, measured);
        }
        if run.first_off_beat().is_some() {
            // Another test rejects it, and who sleeps on the machine's clock would
            // take as long once more.
            return;
        }
    }
}

/// A tune: how long each ring takes, and the period.
#[derive(Clone)]
struct Case {
    lengths: Vec<Duration>,
    period: Duration,
}

impl Case {
    fn beats(&self) -> usize {
        self.lengths.len()
    }

    fn due(&self, beat: usize) -> Duration {
        self.period * beat as u32
    }

    /// Who rings more often than is asked for begins again with the first length.
    fn length(&self, ring: usize) -> Duration {
        self.lengths[ring % self.beats()]
    }

    /// The same, with one ring that covers two beats, and a bit of the third period.
    fn with_a_long(&self, ring: usize) -> Self {
        let mut case = self.clone();
        case.lengths[ring] = 2 * self.period + OVERHANG;
        case
    }

    fn is_beat(&self, at: Duration) -> bool {
        at.as_nanos().is_multiple_of(self.period.as_nanos())
    }

    fn longest(&self) -> Duration {
        self.lengths.iter().max().copied().unwrap_or_default()
    }
}

const CASES: usize = 3;

/// The one of the header, one that is drawn, and a single ring.
fn case(number: usize) -> Case {
    let mut rng = Rng::new();
    let mut lengths: Vec<_> = (50..=150).map(|it| MILLI * it).collect();
    rng.shuffle(&mut lengths);
    let drawn = (rng.range(4..9) as usize, 210 + 10 * rng.range(0..30) as u32);
    let cases: [_; CASES] = [(10, 200), drawn, (1, 300)];
    let (beats, period) = cases[number];
    lengths.truncate(beats);
    Case { lengths, period: MILLI * period }
}

/// What goes on around the metronome.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    Quiet,
    /// Somebody keeps the thread across a beat, when no ring is under way.
    Neighbor {
        held_up: usize,
    },
    /// A ring takes some of the machine's time, too, and none of the virtual one; and
    /// so does what comes before the first.
    SlowMachine,
}

struct Run {
    case: Case,
    observed: Observed<Done>,
    rings: Vec<Ring>,
}

struct Done {
    returned: Duration,
    /// The longest time for which somebody else was kept from the thread.
    kept_from_it: Duration,
}

/// A case with nobody in the way. It is run once for all the tests that look at it:
/// who blocks the machine's thread takes the machine's time.
fn quiet(number: usize) -> &'static Run {
    static RUNS: [OnceLock<Run>; CASES] = [const { OnceLock::new() }; CASES];
    let case = case(number);
    RUNS[number].get_or_init(|| run(&case, Setting::Quiet))
}

fn run(case: &Case, setting: Setting) -> Run {
    let machine_time = match setting {
        Setting::SlowMachine => 5 * MILLI,
        _ => Duration::ZERO,
    };
    let tower = Tower { case: case.clone(), machine_time, rings: Mutex::default() };
    let tower = Arc::new(tower);
    let (beats, period) = (case.beats() as u32, case.period);
    let rope = Arc::clone(&tower);
    let observed = observe(async move {
        let (start, machine_start) = (Instant::now(), MachineInstant::now());
        if let Setting::Neighbor { held_up } = setting {
            let from = start + rope.case.due(held_up) - BEFORE;
            let neighbor = async move {
                sleep_until(from).await;
                thread::sleep(BLOCK);
            };
            spawn_local(neighbor.on_lane("somebody else"));
        }
        let kept = Rc::new(Cell::new(Duration::ZERO));
        let glances = spawn_local(glance(Rc::clone(&kept)));
        if !machine_time.is_zero() {
            std::thread::sleep(machine_time);
        }
        let bell = Bell { start, machine_start, tower: rope };
        metronome(bell, beats, period).on_lane("metronome").await;
        let returned = start.elapsed();
        // What it left behind goes on, and rings if it will.
        sleep(2 * period).await;
        glances.abort();
        Done { returned, kept_from_it: kept.get() }
    });
    let rings = tower.rings().clone();
    let given = format!("{beats} beats and a period of {}", time(period));
    Run { case: case.clone(), observed: observed.given(given), rings }
}

async fn glance(kept: Rc<Cell<Duration>>) {
    let start = Instant::now();
    for glance in 1.. {
        let due = start + GLANCE * glance;
        sleep_until(due).await;
        kept.set(kept.get().max(due.elapsed()));
    }
}

impl Run {
    /// Rejects too many rings, too few, and those that never ended.
    #[track_caller]
    fn rings_out(&self) {
        self.observed.output(None);
        let (rings, beats) = (self.rings.len(), self.case.beats());
        if rings != beats {
            let belief = match (rings, self.observed.left_alive) {
                (0, 0) => Some("calling-starts-it"),
                (_, 1..) if rings < beats => Some("spawned-is-done"),
                _ => None,
            };
            let times = if rings == 1 { "time" } else { "times" };
            self.observed.reject(belief, format!("it rings {rings} {times}"));
        }
        if let Some(ring) = self.rings.iter().position(|it| it.to.is_none()) {
            let measured = format!("ring {ring} has begun, and is never over");
            self.observed.reject(None, measured);
        }
    }

    /// Rejects in a few words what another test rejects in many.
    #[track_caller]
    fn rings_as_it_should(&self) {
        self.observed.output(None);
        let all = self.rings.len() == self.case.beats();
        if !all || self.first_off_beat().is_some() {
            let measured = "it is off the beat even when nobody else blocks the \
                            thread, and no ring is long";
            reject(None, measured);
        }
    }

    fn first_off_beat(&self) -> Option<usize> {
        let rings = self.rings.iter().enumerate();
        let mut off = rings.filter(|(beat, it)| it.from != self.case.due(*beat));
        off.next().map(|(beat, _)| beat)
    }

    /// From when to when a ring lasts. All are over: [`Self::rings_out`] has seen to it.
    fn span(&self, ring: usize) -> (Duration, Duration) {
        let ring = &self.rings[ring];
        (ring.from, ring.to.unwrap_or(Duration::MAX))
    }

    /// What is wrong first in a run with a long ring: one that begins where it must not,
    /// or a beat without a ring, though none was under way.
    fn first_astray(&self, long: usize) -> Option<String> {
        let (_, still) = self.span(long);
        for (beat, pair) in self.rings.windows(2).enumerate() {
            let (ring, begins) = (beat + 1, pair[1].from);
            if begins == pair[0].from {
                return Some(format!("rings {beat} and {ring} begin together"));
            }
            let may_be_late = ring == long + 1 && begins == still;
            if !self.case.is_beat(begins) && !may_be_late {
                let begins = time(begins);
                return Some(format!("ring {ring} begins at {begins}, on no beat"));
            }
        }
        let last = self.rings.last()?.from;
        let beats = (0..).map(|it| self.case.due(it)).take_while(|it| *it < last);
        let rung = |at: &Duration| {
            let spans = (0..self.rings.len()).map(|it| self.span(it));
            spans.into_iter().any(|(from, to)| from <= *at && *at < to)
        };
        let mut silent = beats.filter(|it| !rung(it));
        let at = time(silent.next()?);
        Some(format!("the beat at {at} is left out, though the bell was still"))
    }

    fn belief_of_one_astray(&self, long: usize) -> Option<&'static str> {
        let begins = self.begins();
        let mut burst = vec![Duration::ZERO];
        for beat in 1..self.case.beats() {
            let free = burst[beat - 1] + self.case.length(beat - 1);
            burst.push(free.max(self.case.due(beat)));
        }
        if begins == burst {
            return Some("missed-beats-are-over");
        }
        // All that follow are a period apart, and off the beat.
        let after = &begins[long + 1..];
        let even = after.windows(2).all(|it| it[1] - it[0] == self.case.period);
        let off = after.iter().all(|it| !self.case.is_beat(*it));
        (even && off && after.len() > 1).then_some("sleep-keeps-the-beat")
    }

    /// Rejects one who waits on the machine's clock: from ring to ring the virtual
    /// clock does not move, and the machine's always does, by what a wait would take.
    /// Whether it is the loop's thread that waits can be seen of the attempt's own
    /// polls, and not of a task that it spawned.
    #[track_caller]
    fn keeps_the_thread(&self, beat: usize) {
        let least = self.case.period - self.case.longest();
        let pauses = self.pauses().unwrap_or_default();
        let kept = |it: &Pause| it.virtual_.is_zero() && it.machine >= least;
        if pauses.is_empty() || !pauses.iter().all(kept) {
            return;
        }
        let kept =
            time(pauses.iter().map(|it| it.machine).max().unwrap_or_default());
        let (from, due) = (time(self.rings[beat].from), time(self.case.due(beat)));
        let begins = format!("ring {beat} begins at {from}; its beat is at {due}");
        if self.observed.slept_for_real(least) {
            let measured = format!(
                "{begins}. Between two rings it keeps the thread, for up to {kept} of \
                 the machine's time, and the loop cannot let its clock move on"
            );
            self.observed.reject("blocking-is-waiting", measured);
        }
        let measured = format!(
            "{begins}. Between two rings up to {kept} pass on the machine's clock, and \
             nothing on tokio's: does it sleep as the standard library does?"
        );
        self.observed.reject(None, measured);
    }

    #[track_caller]
    fn is_off_beat(&self, beat: usize) -> ! {
        let (from, due) = (time(self.rings[beat].from), time(self.case.due(beat)));
        let measured = format!("ring {beat} begins at {from}; its beat is at {due}");
        self.observed.reject(self.belief_of_one_off_beat(), measured)
    }

    fn belief_of_one_off_beat(&self) -> Option<&'static str> {
        let (begins, pauses) = (self.begins(), self.pauses()?);
        let (first, others) = pauses.split_first()?;
        // What changes with the machine's speed has asked the machine's clock.
        if run(&self.case, Setting::SlowMachine).begins() != begins {
            return Some("one-clock-for-all");
        }
        let since_first = self.begins_by_an_interval(Duration::ZERO);
        let since_second = self.begins_by_an_interval(self.case.length(0));
        if begins == since_first || begins == since_second {
            return Some("first-tick-waits");
        }
        if pauses.iter().all(|it| it.virtual_.is_zero()) {
            // Who never sleeps believes nothing of sleeps.
            return None;
        }
        // The same sleep each time, or one that grows like the due times: both count
        // from the end of a ring.
        let same = others.iter().all(|it| it.virtual_ == first.virtual_);
        let due =
            |(beat, it): (usize, &Pause)| it.virtual_ == self.case.due(beat + 1);
        let growing = pauses.iter().enumerate().all(due);
        (same || growing).then_some("sleep-keeps-the-beat")
    }

    /// When the rings begin if each but the first awaits a tick, and the first tick is
    /// due at `start`. A tick that is due during a ring waits for its end.
    fn begins_by_an_interval(&self, start: Duration) -> Vec<Duration> {
        let mut begins = vec![Duration::ZERO];
        for beat in 1..self.case.beats() {
            let free = begins[beat - 1] + self.case.length(beat - 1);
            begins.push(free.max(start + self.case.due(beat - 1)));
        }
        begins
    }

    fn begins(&self) -> Vec<Duration> {
        self.rings.iter().map(|it| it.from).collect()
    }

    /// What lies between the end of a ring and the beginning of the next. Nothing
    /// does if they overlap.
    fn pauses(&self) -> Option<Vec<Pause>> {
        let pause = |pair: &[Ring]| {
            let (before, ring) = (&pair[0], &pair[1]);
            Some(Pause {
                virtual_: ring.from.checked_sub(before.to?)?,
                machine: ring.machine_from.checked_sub(before.machine_to?)?,
            })
        };
        self.rings.windows(2).map(pause).collect()
    }
}

struct Pause {
    virtual_: Duration,
    machine: Duration,
}

/// Rings. Clones are the same bell.
#[derive(Clone)]
pub struct Bell {
    start: Instant,
    machine_start: MachineInstant,
    tower: Arc<Tower>,
}

struct Tower {
    case: Case,
    /// What a ring takes of the machine's time.
    machine_time: Duration,
    rings: Mutex<Vec<Ring>>,
}

/// When a ring began, and when it was over, on two clocks.
#[derive(Clone)]
struct Ring {
    from: Duration,
    to: Option<Duration>,
    machine_from: Duration,
    machine_to: Option<Duration>,
}

impl Bell {
    /// Rings once, and waits until it is still again.
    pub async fn ring(&self) {
        let ring = self.begin();
        let length = self.tower.case.length(ring);
        sleep(length).on_lane(format!("ring {ring}")).await;
        if !self.tower.machine_time.is_zero() {
            std::thread::sleep(self.tower.machine_time);
        }
        self.end(ring);
    }

    fn begin(&self) -> usize {
        let mut rings = self.tower.rings();
        rings.push(Ring {
            from: self.start.elapsed(),
            to: None,
            machine_from: self.machine_start.elapsed(),
            machine_to: None,
        });
        rings.len() - 1
    }

    fn end(&self, ring: usize) {
        let mut rings = self.tower.rings();
        rings[ring].to = Some(self.start.elapsed());
        rings[ring].machine_to = Some(self.machine_start.elapsed());
    }
}

impl Tower {
    fn rings(&self) -> MutexGuard<'_, Vec<Ring>> {
        self.rings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
