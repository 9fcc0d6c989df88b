//! The learner predicts the seconds, the stones in the air, and the threads of three
//! programs.
//!
//! If a program can be mistaken for another one, that other one is its alternative. A
//! guess that fits the alternative reveals the misconception that confuses the two.

#[path = "../programs/two_stones_predict.rs"]
mod programs;
#[path = "../two_stones_predict.rs"]
mod two_stones_predict;

use probe::{
    OnLane, Spans,
    predict::{Alternative, Column, Outcome, Sheet},
};
use programs::*;
use std::{
    thread::{self, JoinHandle, ThreadId},
    time::Duration,
};
use tokio::time::sleep;
use two_stones_predict::{Guess, PATIENT_HAND, QUICK_HAND, TWO_HANDS};

#[test]
fn the_patient_hand_is_predicted() {
    let did_not_wait = "the hand did not wait between the throws";
    let alternatives = [
        Alternative::new(did_not_wait, "awaits-in-sequence", || run(quick_hand)),
        a_thread_each(two_hands),
        a_thread_each(hands_in_turn),
    ];
    sheet().judge("patient_hand", alternatives);
}

#[test]
fn the_quick_hand_is_predicted() {
    let waited = "the hand waited for the first stone";
    let alternatives = [
        Alternative::new(waited, "one-thread-one-wait", || run(patient_hand)),
        a_thread_each(two_hands),
        a_thread_each(hands_in_turn),
    ];
    sheet().judge("quick_hand", alternatives);
}

#[test]
fn two_hands_are_predicted() {
    let in_turn = Alternative::new(
        "only one hand moved at a time",
        "threads-take-turns",
        || run_threads(hands_in_turn),
    );
    sheet().judge("two_hands", [in_turn]);
}

/// What two hands would do if only one of them could move at a time.
fn hands_in_turn(main: &mut Hand) {
    for stone in [LOW, HIGH] {
        let hand = main.spawn(move |hand| hand.throw_and_watch(stone));
        main.join(hand);
    }
}

fn sheet() -> Sheet {
    Sheet::new([
        Column::value("seconds", "it takes", "s"),
        Column::count("stones in the air", "the most in the air is", "stone"),
        Column::count("threads", "it throws from", "thread"),
    ])
    .question("patient_hand", guess(PATIENT_HAND), || run(patient_hand))
    .question("quick_hand", guess(QUICK_HAND), || run(quick_hand))
    .question("two_hands", guess(TWO_HANDS), || run_threads(two_hands))
}

fn guess(guess: Guess) -> [Option<u64>; 3] {
    [guess.seconds, guess.in_the_air, guess.threads]
}

fn a_thread_each(program: fn(&mut Hand)) -> Alternative {
    let condition = "each throw had its own thread";
    Alternative::new(condition, "each-has-a-thread", move || run_threads(program))
}

fn run<F: Future + 'static>(program: fn(Pond) -> F) -> Outcome {
    let pond = Pond::default();
    Outcome::of(program(pond.clone()), |_, _| pond.outcome())
}

fn run_threads(program: fn(&mut Hand)) -> Outcome {
    let mut main = Hand::default();
    program(&mut main);
    main.pond.outcome()
}

/// Where the stones fly, and which thread threw each. Clones refer to the same pond.
#[derive(Clone, Default)]
struct Pond {
    flights: Spans<ThreadId>,
}

impl Pond {
    /// Throws, and waits until the stone has landed.
    async fn throw(&self, stone: Stone) {
        let hand = thread::current().id();
        let flight = async {
            let from = self.flights.now();
            sleep(stone.flies).await;
            self.flights.note(hand, from, self.flights.now());
        };
        flight.on_lane(stone.name).await;
    }

    fn outcome(&self) -> Outcome {
        Outcome::new(self.flights.end(|_| true).as_secs())
            .and(self.flights.peak(|_| true))
            .and(self.flights.distinct(|hand| Some(*hand)).len())
    }
}

/// A thread with its own clock, which only its throws advance. A thread starts at
/// the time of the thread that spawned it, and joining it means waiting for its end.
/// Threads don't communicate in any other way, so these clocks are right no matter
/// which thread the machine runs first.
#[derive(Clone, Default)]
struct Hand {
    pond: Pond,
    now: Duration,
}

impl Hand {
    fn spawn(
        &self,
        work: impl FnOnce(&mut Self) + Send + 'static,
    ) -> JoinHandle<Self> {
        let mut hand = self.clone();
        thread::spawn(move || {
            work(&mut hand);
            hand
        })
    }

    fn join(&mut self, hand: JoinHandle<Self>) {
        let hand = hand.join().expect("a throw does not panic");
        self.now = self.now.max(hand.now);
    }

    fn throw_and_watch(&mut self, stone: Stone) {
        let from = self.now;
        self.now += stone.flies;
        self.pond.flights.note(thread::current().id(), from, self.now);
    }
}
