//! Three programs to predict. What they do is found out by running them.

#[path = "../two_stones_predict.rs"]
mod two_stones_predict;

use probe::{Observed, OnLane, observe, reject};
use std::{
    sync::{Arc, Mutex, OnceLock, PoisonError},
    thread::{self, JoinHandle, ThreadId},
    time::Duration,
};
use tokio::time::{Instant, sleep};
use two_stones_predict::{Guess, PATIENT_HAND, QUICK_HAND, TWO_HANDS};

const FLAT: Stone = Stone { name: "flat throw", flies: Duration::from_secs(3) };
const HIGH: Stone = Stone { name: "high throw", flies: Duration::from_secs(5) };

/// One hand, and it waits for the first stone before it throws the second.
async fn patient_hand(pond: Pond) {
    pond.throw(FLAT).await;
    pond.throw(HIGH).await;
}

/// One hand, and it does not wait between the throws.
async fn quick_hand(pond: Pond) {
    tokio::join!(pond.throw(FLAT), pond.throw(HIGH));
}

/// Two hands, each a thread of its own that stands still until its stone is down.
fn two_hands(main: &mut Hand) {
    let left = main.spawn(|hand| hand.throw_and_watch(FLAT));
    let right = main.spawn(|hand| hand.throw_and_watch(HIGH));
    main.join(left);
    main.join(right);
}

// Here end the programs to read. What follows runs them and compares.

#[test]
fn the_patient_hand_is_predicted() {
    let wrong = [
        (run("quick_hand", quick_hand), "awaits-in-sequence"),
        (run_threads("two_hands", two_hands), "each-has-a-thread"),
    ];
    judge(&PATIENT_HAND, &run("patient_hand", patient_hand), &wrong);
}

#[test]
fn the_quick_hand_is_predicted() {
    let wrong = [
        (run("patient_hand", patient_hand), "one-thread-one-wait"),
        (run_threads("two_hands", two_hands), "each-has-a-thread"),
    ];
    judge(&QUICK_HAND, &run("quick_hand", quick_hand), &wrong);
}

#[test]
fn two_hands_are_predicted() {
    /// What two hands would be if only one of them could move at a time.
    fn hands_in_turn(main: &mut Hand) {
        for stone in [FLAT, HIGH] {
            let hand = main.spawn(move |hand| hand.throw_and_watch(stone));
            main.join(hand);
        }
    }
    let wrong = [(
        run_threads("two hands of which one rests", hands_in_turn),
        "threads-take-turns",
    )];
    judge(&TWO_HANDS, &run_threads("two_hands", two_hands), &wrong);
}

/// Compares a guess with the program that it is about. A wrong figure is looked up
/// among the programs whose figure it is: each stands for the belief that mixes them
/// up. Of several it is the one that has more figures of the guess.
#[track_caller]
fn judge(guess: &Guess, program: &Run, mixed_up: &[(Run, &str)]) {
    let name = program.name;
    let figures: [(_, _, Figure); 3] = [
        ("seconds", guess.seconds, Run::seconds),
        ("stones in the air", guess.in_the_air, Run::in_the_air),
        ("threads", guess.threads, Run::threads),
    ];
    for (unit, guess, figure) in figures {
        let Some(guess) = guess else {
            reject(None, format!("{name}: you have not guessed its {unit} yet"))
        };
        if guess == figure(program) {
            continue;
        }
        let measured =
            format!("{name}, {unit}: you guess {guess}, and that is not it");
        let same_figures = |other: &Run| {
            let same =
                figures.iter().filter(|(_, guess, of)| *guess == Some(of(other)));
            same.count()
        };
        let fitting = mixed_up.iter().filter(|(other, _)| figure(other) == guess);
        // Of equally good ones `max_by_key` has the last; the first is meant.
        let other = fitting.rev().max_by_key(|(other, _)| same_figures(other));
        let Some((other, belief)) = other else { reject(None, measured) };
        let measured = format!("{measured}. It is the figure of {}", other.name);
        match &other.observed {
            Some(observed) if unit != "threads" => {
                observed.reject(*belief, measured + ":");
            }
            _ => reject(*belief, measured + "."),
        }
    }
}

fn run<F>(name: &'static str, program: fn(Pond) -> F) -> Run
where
    F: Future<Output = ()> + 'static,
{
    let pond = Pond::default();
    let observed = observe(program(pond.clone()));
    observed.output(None);
    Run { name, pond, observed: Some(observed) }
}

fn run_threads(name: &'static str, program: fn(&mut Hand)) -> Run {
    let mut main = Hand::default();
    program(&mut main);
    Run { name, pond: main.pond, observed: None }
}

type Figure = fn(&Run) -> u64;

/// A program that was run, and what was counted at the pond.
struct Run {
    name: &'static str,
    pond: Pond,
    observed: Option<Observed<()>>,
}

impl Run {
    fn seconds(&self) -> u64 {
        let flights = self.pond.flights();
        flights.iter().map(|it| it.to).max().unwrap_or_default().as_secs()
    }

    /// The peak stands at the beginning of some flight. One that ends in the same
    /// instant is down.
    fn in_the_air(&self) -> u64 {
        let flights = self.pond.flights();
        let at = |time| {
            flights.iter().filter(|it| it.from <= time && time < it.to).count()
        };
        flights.iter().map(|it| at(it.from) as u64).max().unwrap_or_default()
    }

    fn threads(&self) -> u64 {
        let mut threads = Vec::new();
        for flight in self.pond.flights() {
            if !threads.contains(&flight.hand) {
                threads.push(flight.hand);
            }
        }
        threads.len() as u64
    }
}

#[derive(Clone, Copy)]
struct Stone {
    name: &'static str,
    flies: Duration,
}

/// Where the stones fly, and are counted. Its time begins with the first throw.
#[derive(Clone, Default)]
struct Pond {
    start: Arc<OnceLock<Instant>>,
    flights: Arc<Mutex<Vec<Flight>>>,
}

/// A stone on its way: by which thread it was thrown, when, and when it landed.
#[derive(Clone, Copy)]
struct Flight {
    hand: ThreadId,
    from: Duration,
    to: Duration,
}

impl Pond {
    /// Throws, and waits until the stone is down.
    async fn throw(&self, stone: Stone) {
        let hand = thread::current().id();
        let flight = async {
            let start = *self.start.get_or_init(Instant::now);
            let from = start.elapsed();
            sleep(stone.flies).await;
            self.note(Flight { hand, from, to: start.elapsed() });
        };
        flight.on_lane(stone.name).await;
    }

    fn note(&self, flight: Flight) {
        self.flights.lock().unwrap_or_else(PoisonError::into_inner).push(flight);
    }

    fn flights(&self) -> Vec<Flight> {
        self.flights.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A thread with a clock of its own, which only its throws move. A thread starts at
/// its starter's time, and who joins it has waited for its end: nothing else passes
/// between threads, so these clocks are right whichever thread the machine runs
/// first.
#[derive(Default)]
struct Hand {
    pond: Pond,
    now: Duration,
}

impl Hand {
    fn spawn(
        &self,
        work: impl FnOnce(&mut Hand) + Send + 'static,
    ) -> JoinHandle<Hand> {
        let mut hand = Hand { pond: self.pond.clone(), now: self.now };
        thread::spawn(move || {
            work(&mut hand);
            hand
        })
    }

    fn join(&mut self, hand: JoinHandle<Hand>) {
        let hand = hand.join().expect("a throw does not panic");
        self.now = self.now.max(hand.now);
    }

    fn throw_and_watch(&mut self, stone: Stone) {
        let (hand, from) = (thread::current().id(), self.now);
        self.now += stone.flies;
        self.pond.note(Flight { hand, from, to: self.now });
    }
}
