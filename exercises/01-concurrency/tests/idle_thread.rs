//! The hand throws in turn and on time, and is at work for hardly more than the
//! throws.
//!
//! Throws and looks move the virtual clock while they hold the thread, so the hand's
//! work is known to the millisecond, whatever the machine is doing.

#[path = "../idle_thread.rs"]
mod idle_thread;

use idle_thread::throw_in_turn;
use probe::{End, Observed, OnLane, Rng, observe, thread, time};
use std::{
    future::poll_fn,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    task::Poll,
    time::Duration,
};
use tokio::time::Instant;

const THROW: Duration = Duration::from_millis(40);
const LOOK: Duration = Duration::from_millis(10);
const LATE: Duration = Duration::from_millis(30);
/// Nobody needs as many looks, nor as many polls at one instant.
const ENDLESS: usize = 10_000;

#[test]
fn no_stone_is_thrown_before_the_last_one_is_down() {
    let &Run { stones, ref notes, ref observed } = run();
    let thrown = notes.flights.len();
    // Who stands still has not come to the other throws.
    if thrown != stones && !notes.endless {
        let measured = format!("of {stones} stones it throws {thrown}");
        observed.reject(left_behind(observed), measured);
    }
    for (place, flight, then) in intervals(notes, observed) {
        let Some(missing) = flight.lands.checked_sub(then) else { continue };
        if missing.is_zero() || notes.endless {
            continue;
        }
        let next = next(place, notes);
        let early = time(missing);
        let measured = format!("stone {place} is in the air for {early} more when");
        // A busy machine may take one flight's time, and hardly that of all of them.
        let flights = notes.flights.iter().map(|it| it.lands - it.thrown).sum();
        let kept = observed.slept_for_real(flights);
        let hidden = observed.wall >= flights / 10 * 9;
        let note = if hidden {
            ". By the machine's clock it did take a while: the clock of this check \
             knows the sleep of tokio and no other"
        } else {
            ""
        };
        let belief = kept.then_some("blocking-is-waiting");
        let belief = belief.or(left_behind(observed));
        observed.reject(belief, format!("{measured} {next}{note}"));
    }
}

#[test]
fn the_hand_rests_while_a_stone_flies() {
    let Run { notes, observed, .. } = run();
    if notes.endless {
        let measured = "while a stone flies, it comes back ten thousand times to see \
                        whether it is time yet";
        observed.reject("looking-is-waiting", measured);
    }
    for (place, flight, _) in intervals(notes, observed) {
        if flight.looks <= 2 {
            continue;
        }
        let (looks, air) = (flight.looks, time(flight.lands - flight.thrown));
        let measured = format!(
            "stone {place} flies for {air}, and in that time the hand takes {looks} \
             looks, which keep it for {}",
            time(LOOK * looks),
        );
        // Whoever rests between two looks takes longer than the looks.
        let rested = flight.last_look - flight.first_look > LOOK * (looks - 1);
        let belief =
            if rested { "now-and-then-is-waiting" } else { "looking-is-waiting" };
        observed.reject(belief, measured);
    }
}

#[test]
fn the_next_stone_is_not_kept_waiting() {
    let Run { notes, observed, .. } = run();
    let pause = |(_, flight, then): (usize, Flight, Duration)| then - flight.thrown;
    let flights: Vec<_> = intervals(notes, observed).collect();
    for &(place, flight, then) in &flights {
        let Some(late) = then.checked_sub(flight.lands) else { continue };
        // Looks make late as well, and have a check of their own.
        if late <= LATE || flight.looks > 2 {
            continue;
        }
        let next = next(place, notes);
        let (late, most) = (time(late), time(LATE));
        let measured = format!(
            "stone {place} is down for {late} when {next}; {most} is the most that \
             it may be"
        );
        // The flights differ. Who rests equally long for all does not ask them.
        let pauses = || flights.iter().copied().map(pause);
        let alike = pauses().max().zip(pauses().min());
        let alike = alike.is_some_and(|(most, least)| most - least <= LOOK * 2);
        let belief = (alike && flights.len() > 1).then_some("long-enough");
        observed.reject(belief, measured);
    }
}

#[test]
fn without_stones_there_is_nothing_to_wait_for() {
    let Run { notes, observed, .. } = throwing(0);
    observed.output(None);
    if !notes.flights.is_empty() || observed.took > LATE {
        let (thrown, took) = (notes.flights.len(), time(observed.took));
        let measured = format!("of 0 stones it throws {thrown}, and takes {took}");
        observed.reject(None, measured);
    }
}

/// The belief of whoever leaves tasks behind, and does not come as far as it should.
fn left_behind(observed: &Observed<bool>) -> Option<&'static str> {
    (observed.left_alive > 0).then_some("spawned-is-done")
}

/// What follows the stone at this place.
fn next(place: usize, notes: &Notes) -> String {
    match place + 1 {
        next if next <= notes.flights.len() => format!("stone {next} is thrown"),
        _ => "the hand goes home".to_owned(),
    }
}

/// Each flight, from 1 on, and when the hand began what follows it.
fn intervals(
    notes: &Notes,
    observed: &Observed<bool>,
) -> impl Iterator<Item = (usize, Flight, Duration)> {
    let begun = |it: &Flight| it.thrown - THROW;
    let begun = notes.flights.iter().skip(1).map(begun).chain([observed.took]);
    let flights = notes.flights.iter().copied().zip(begun);
    flights.zip(1..).map(|((flight, then), place)| (place, flight, then))
}

struct Run {
    stones: usize,
    notes: Notes,
    observed: Observed<bool>,
}

/// An attempt at a few stones, for all checks: one that sleeps on the machine's clock
/// takes that time once.
#[track_caller]
fn run() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    let stones = Rng::new().range(3..6) as usize;
    let run = RUN.get_or_init(|| throwing(stones));
    if let End::Stuck { waker_kept: true } = run.observed.end {
        // A thread that sleeps may be about to wake it, on the machine's clock.
        let thrown = run.notes.flights.len();
        let measured = format!(
            "with stone {thrown} thrown it waits, and nothing wakes it: the clock of \
             this check knows the sleep of tokio and no other"
        );
        run.observed.reject(None, measured);
    }
    run.observed.output(None);
    run
}

fn throwing(stones: usize) -> Run {
    let mut rng = Rng::new();
    // A pause that suits one of them suits no other.
    let flights = rng.distinct(stones, 6..15).into_iter();
    let flights = flights.map(|it| Duration::from_millis(it * 20)).collect();
    let notes = Arc::new(Mutex::new(Notes::new(flights)));
    let pond = Pond(Arc::clone(&notes));
    let observed = observe(async move {
        lock(&pond.0).start = Instant::now();
        let notes = Arc::clone(&pond.0);
        let endless = patiently(throw_in_turn(pond, stones)).on_lane("hand").await;
        lock(&notes).endless |= endless;
        endless
    });
    let notes = lock(&notes).clone();
    Run { stones, notes, observed }
}

/// Runs it, but not for ever at one instant: then the clock would never move. Whether
/// that was so is the answer.
async fn patiently(hand: impl Future<Output = ()>) -> bool {
    let mut hand = pin!(hand);
    let (mut at, mut polls) = (Instant::now(), 0);
    poll_fn(move |context| {
        let now = Instant::now();
        polls = if now == at { polls + 1 } else { 1 };
        at = now;
        if polls > ENDLESS {
            return Poll::Ready(true);
        }
        hand.as_mut().poll(context).map(|()| false)
    })
    .await
}

/// Where the stones fly. Its clones are the same pond.
#[derive(Clone, Debug)]
pub struct Pond(Arc<Mutex<Notes>>);

/// A stone in the air.
#[derive(Clone, Debug)]
pub struct Thrown {
    pond: Pond,
    place: usize,
    takes: Duration,
}

#[derive(Clone, Debug)]
struct Notes {
    start: Instant,
    flights: Vec<Flight>,
    times: Vec<Duration>,
    endless: bool,
}

#[derive(Clone, Copy, Debug)]
struct Flight {
    thrown: Duration,
    lands: Duration,
    looks: u32,
    first_look: Duration,
    last_look: Duration,
}

impl Pond {
    /// Throws the next stone, which keeps the hand for 40 ms.
    pub fn throw(&self) -> Thrown {
        thread::sleep(THROW);
        let mut notes = lock(&self.0);
        let (place, thrown) = (notes.flights.len(), notes.start.elapsed());
        // Whoever throws one too many gets it.
        let takes = notes.times.get(place).copied().unwrap_or(LOOK * 30);
        let lands = thrown + takes;
        let (first_look, last_look) = (thrown, thrown);
        notes.flights.push(Flight {
            thrown,
            lands,
            looks: 0,
            first_look,
            last_look,
        });
        Thrown { pond: self.clone(), place, takes }
    }
}

impl Thrown {
    /// The time from the throw to the landing.
    pub fn takes(&self) -> Duration {
        self.takes
    }

    /// Looks whether the stone is down, which keeps the hand for 10 ms.
    pub fn is_down(&self) -> bool {
        thread::sleep(LOOK);
        let mut notes = lock(&self.pond.0);
        let now = notes.start.elapsed();
        let flight = &mut notes.flights[self.place];
        flight.looks += 1;
        if flight.looks == 1 {
            flight.first_look = now;
        }
        flight.last_look = now;
        let (lands, endless) = (flight.lands, flight.looks as usize > ENDLESS);
        notes.endless |= endless;
        now >= lands || endless
    }
}

impl Notes {
    fn new(times: Vec<Duration>) -> Self {
        let (start, flights) = (Instant::now(), Vec::new());
        Self { start, flights, times, endless: false }
    }
}

fn lock(notes: &Mutex<Notes>) -> MutexGuard<'_, Notes> {
    notes.lock().unwrap_or_else(PoisonError::into_inner)
}
