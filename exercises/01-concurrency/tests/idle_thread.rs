//! The hand throws one stone at a time, on time, and does little work besides throwing.
//!
//! Throws and checks advance the virtual clock while they hold the thread. So the
//! hand's work is known to the millisecond, no matter how busy the machine is.

#[path = "../idle_thread.rs"]
mod idle_thread;

use probe::{
    End, Observed, OnLane, Rng, Shared, ensure, observe, thread, time, words::plural,
};
use std::{future::poll_fn, pin::pin, sync::OnceLock, task::Poll, time::Duration};
use tokio::time::Instant;

const THROW: Duration = Duration::from_millis(40);
const LOOK: Duration = Duration::from_millis(10);
const LATE: Duration = Duration::from_millis(30);
/// How often the function may be polled for each stone. Two polls are enough.
const POLLS: usize = 10;
/// More checks of one stone, or polls at one instant, than any solution makes.
const ENDLESS: usize = 10_000;

#[test]
fn no_stone_is_thrown_before_the_previous_one_has_landed() {
    let it = run();
    if it.endless {
        // The function never got past this throw. Another test reports that.
        return;
    }
    let (stones, thrown) = (it.stones, it.flights.len());
    let left_behind = (it.observed.left_alive > 0).then_some("spawned-is-done");
    let measured = format!("it throws {thrown} of {stones} stones");
    ensure!(it.observed, thrown == stones, left_behind, "{measured}");
    // A busy machine may lose as much time as one flight takes, but not as much as all
    // flights together.
    let flights = it.flights.iter().map(Flight::takes).sum();
    let blocks =
        it.observed.slept_for_real(flights).then_some("blocking-is-waiting");
    let note = match it.observed.wall >= flights / 10 * 9 {
        true => format!(". Time did pass on the machine's clock, but {CLOCK}"),
        false => String::new(),
    };
    for flight in &it.flights {
        let ((ends, next), stone) = (it.then(flight), flight.stone);
        let early = flight.lands.saturating_duration_since(ends);
        let air = format!("stone {stone} is still in the air for {}", time(early));
        let explain = blocks.or(left_behind);
        ensure!(it.observed, early.is_zero(), explain, "{air} when {next}{note}");
    }
}

#[test]
fn the_hand_rests_while_a_stone_flies() {
    let it = run();
    let measured = "while a stone flies, it checks ten thousand times whether it's \
                    time yet";
    ensure!(it.observed, !it.endless, LOOKING, "{measured}");
    for flight in &it.flights {
        let looks = flight.looks.len() as u32;
        let in_the_air = flight.looks.iter().filter(|it| **it < flight.lands);
        let in_the_air: Vec<_> = in_the_air.collect();
        let misconception = match in_the_air[..] {
            // If the hand rests between checks, more time passes than the checks take.
            [first, .., last] => {
                let busy = LOOK * (in_the_air.len() as u32 - 1);
                let rests = *last - *first > busy;
                Some(if rests { "now-and-then-is-waiting" } else { LOOKING })
            }
            // The other checks were made after the landing, so the hand didn't make
            // them in order to wait.
            _ => None,
        };
        let [air, work] = [flight.takes(), LOOK * looks].map(time);
        let measured = format!("stone {} flies for {air}", flight.stone);
        let measured = format!("{measured}, and the hand checks it {looks} times");
        let measured = format!("{measured}, which keeps it busy for {work}");
        ensure!(it.observed, looks <= 2, misconception, "{measured}");
    }
    let (polls, most) = (it.observed.polls, POLLS * it.stones);
    let measured = format!("with {} stones, it is polled {polls} times", it.stones);
    ensure!(
        it.observed,
        polls <= most,
        "now-and-then-is-waiting",
        "{measured}; at most {most} polls are allowed"
    );
    it.observed.keeps_the_thread_awake(|| throwing(1).observed.asleep);
}

const LOOKING: &str = "looking-is-waiting";

#[test]
fn the_next_throw_is_not_late() {
    let it = run();
    let pause = |flight: &Flight| it.then(flight).0 - flight.thrown;
    let pauses: Vec<_> = it.flights.iter().map(pause).collect();
    let spread = pauses.iter().max().zip(pauses.iter().min()).map(|(a, b)| *a - *b);
    // The flights differ, but a hand that always rests for the same time ignores that.
    let alike = pauses.len() > 1 && spread.is_some_and(|it| it <= LOOK * 2);
    let alike = alike.then_some("long-enough");
    for flight in &it.flights {
        let ((ends, next), stone) = (it.then(flight), flight.stone);
        let late = ends.saturating_duration_since(flight.lands);
        // Checks also make the hand late, but they have their own test.
        let in_time = late <= LATE || flight.looks.len() > 2;
        let [late, most] = [late, LATE].map(time);
        let measured = format!("{next} {late} after stone {stone} has landed");
        ensure!(
            it.observed,
            in_time,
            alike,
            "{measured}; at most {most} is allowed"
        );
    }
}

#[test]
fn without_stones_the_function_returns_immediately() {
    let it = throwing(0);
    it.observed.output(None);
    let (thrown, took) = (it.flights.len(), it.observed.took);
    let measured =
        format!("with 0 stones, it throws {thrown} and takes {}", time(took));
    ensure!(it.observed, thrown == 0 && took <= LATE, None, "{measured}");
}

const CLOCK: &str = "this exercise's clock advances only with tokio's sleep";

/// A run with a few stones, shared by all tests: a solution that sleeps on the
/// machine's clock takes that time only once.
fn run() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    let stones = Rng::new().range(3..6) as usize;
    let it = RUN.get_or_init(|| throwing(stones));
    // If the waker was kept, a thread that sleeps on the machine's clock may be about
    // to call it.
    let is_stuck = matches!(it.observed.end, End::Stuck { waker_kept: true });
    let measured = format!("after {}, it waits", plural(it.flights.len(), "throw"));
    ensure!(
        it.observed,
        !is_stuck,
        None,
        "{measured} and nothing wakes it: {CLOCK}"
    );
    it.observed.output(None);
    it
}

fn throwing(stones: usize) -> Run {
    // No two flights take the same time, so one pause can't fit them all. The
    // differences between the first three are larger than a throw's allowed lateness.
    let takes = [10, 6, 14].into_iter().chain(Rng::new().distinct(3, 7..10));
    let takes = takes.take(stones);
    let takes = takes.map(|it| Duration::from_millis(it * 20)).collect();
    let pond = Pond { takes, flights: Shared::default() };
    let given = pond.clone();
    let observed = observe(async move {
        let begins = Instant::now();
        let hand = idle_thread::throw_in_turn(given, stones);
        (begins, is_endless(hand).on_lane("hand").await)
    });
    let flights = pond.flights.get();
    let looks = flights.iter().any(|it| it.looks.len() > ENDLESS);
    let endless = looks || matches!(observed.end, End::Done((_, true)));
    Run { stones, flights, endless, observed }
}

/// Runs the function, and returns whether it is polled endlessly at one instant. If so,
/// it is dropped, because the clock would never advance.
async fn is_endless(hand: impl Future<Output = ()>) -> bool {
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

struct Run {
    stones: usize,
    flights: Vec<Flight>,
    endless: bool,
    observed: Observed<(Instant, bool)>,
}

impl Run {
    /// When the event after a flight begins, and what it is.
    fn then(&self, flight: &Flight) -> (Instant, String) {
        let (begins, _) = *self.observed.output(None);
        match flight.next {
            Some(next) => (next, format!("stone {} is thrown", flight.stone + 1)),
            None => (begins + self.observed.took, "the function returns".to_owned()),
        }
    }
}

/// Where the stones fly. Clones refer to the same pond.
#[derive(Clone, Debug)]
pub struct Pond {
    takes: Vec<Duration>,
    flights: Shared<Vec<Flight>>,
}

/// A stone in the air.
#[derive(Clone, Debug)]
pub struct Thrown {
    pond: Pond,
    stone: usize,
    takes: Duration,
}

#[derive(Clone, Debug)]
struct Flight {
    /// The first stone is 1.
    stone: usize,
    thrown: Instant,
    lands: Instant,
    looks: Vec<Instant>,
    /// When the next throw began.
    next: Option<Instant>,
}

impl Flight {
    fn takes(&self) -> Duration {
        self.lands - self.thrown
    }
}

impl Pond {
    /// Throws the next stone, which keeps the hand busy for 40 ms.
    pub fn throw(&self) -> Thrown {
        let begins = Instant::now();
        thread::sleep(THROW);
        let (thrown, looks, next) = (Instant::now(), Vec::new(), None);
        let mut flights = self.flights.lock();
        if let Some(last) = flights.last_mut() {
            last.next = Some(begins);
        }
        let stone = flights.len() + 1;
        // Even an extra throw gets a flight.
        let takes = self.takes.get(stone - 1).copied().unwrap_or(LOOK * 30);
        flights.push(Flight { stone, thrown, lands: thrown + takes, looks, next });
        Thrown { pond: self.clone(), stone, takes }
    }
}

impl Thrown {
    /// The time from the end of the throw to the landing.
    pub fn takes(&self) -> Duration {
        self.takes
    }

    /// Whether the stone has landed. A check keeps the hand busy for 10 ms.
    pub fn is_down(&self) -> bool {
        thread::sleep(LOOK);
        let now = Instant::now();
        let flight = &mut self.pond.flights.lock()[self.stone - 1];
        flight.looks.push(now);
        now >= flight.lands || flight.looks.len() > ENDLESS
    }
}
