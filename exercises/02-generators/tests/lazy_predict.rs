//! The learner predicts the lines that two evenings log.
//!
//! Each alternative is an evening in another kitchen: it does what the real one
//! would do if a misconception were true. It explains the first wrong line of a
//! guess.

#[path = "../lazy_predict.rs"]
mod lazy_predict;
#[path = "../programs/lazy_predict.rs"]
mod programs;

use genawaiter::rc::{Co, Gen};
use lazy_predict::{NO_DISH, TWO_DISHES};
use probe::{
    Log,
    predict::{Alternative, Column, Outcome, Sheet},
};
use programs::*;
use std::{
    iter::{from_fn, once_with},
    mem::forget,
};

#[test]
fn two_dishes_are_predicted() {
    // If several kitchens explain a guess equally well, the first of them wins, because
    // it runs ahead the least.
    let kitchens = [
        BEGUN,
        LISTED,
        ("the first pull cooked all dishes", LIST, listed_at_the_first_pull),
        (
            "a pull ran on to the end of the loop body",
            PAST,
            handed_out_after_the_turn,
        ),
        ("a pull also cooked the next dish", PAST, a_dish_ahead),
        (
            "dropping the generator ran the rest of its body",
            END,
            finished_when_dropped,
        ),
        (
            "dropping the generator ran the last line of its body",
            END,
            closed_when_dropped,
        ),
        (
            "dropping the generator didn't drop the stove",
            "dropped-without-cleanup",
            forgotten_when_dropped,
        ),
    ];
    sheet().judge("two_dishes", kitchens.map(|it| in_kitchen(it, two_dishes)));
}

#[test]
fn no_dish_is_predicted() {
    // The guess for the other evening has already shown what the learner thinks that
    // making a generator does.
    let kitchens = if TWO_DISHES.len() > 1 { vec![] } else { vec![BEGUN, LISTED] };
    sheet().judge("no_dish", kitchens.into_iter().map(|it| in_kitchen(it, no_dish)));
}

const LIST: &str = "a-list-will-do";
const PAST: &str = "pull-runs-past-the-yield";
const END: &str = "the-end-is-reached";

/// A condition, its misconception, and a kitchen in which the condition is true.
type Kitchen = (&'static str, &'static str, Order);
const BEGUN: Kitchen = (
    "making the generator started its body",
    "making-runs-the-body",
    started_when_made,
);
const LISTED: Kitchen =
    ("making the generator cooked all dishes", LIST, listed_when_made);

fn sheet() -> Sheet {
    // An evening with every line that the kitchen and the guest can log.
    fn three_dishes(order: Order, log: &Log) {
        log.say("comes in");
        let dishes = order(log);
        log.say("sits down");
        for dish in dishes {
            log.say(format!("eats {dish}"));
        }
        log.say("pays");
    }
    let column = Column::lines("lines", "line");
    let column = column.only(lines(three_dishes, order), "logs");
    Sheet::new([column])
        .question("two_dishes", guess(TWO_DISHES), || run(two_dishes, order))
        .question("no_dish", guess(NO_DISH), || run(no_dish, order))
}

/// `None` if the learner hasn't added any lines yet.
fn guess(lines: impl IntoIterator<Item: AsRef<str>>) -> Option<Vec<String>> {
    let lines = lines.into_iter().map(|it| it.as_ref().to_owned());
    Some(lines.collect()).filter(|it: &Vec<_>| it.len() > 1)
}

fn in_kitchen(
    (if_, misconception, order): Kitchen,
    evening: Evening,
) -> Alternative {
    Alternative::new(if_, misconception, move || run(evening, order))
}

type Evening = fn(Order, &Log);

fn run(evening: Evening, order: Order) -> Outcome {
    Outcome::new(lines(evening, order))
}

fn lines(evening: Evening, order: Order) -> Vec<String> {
    let log = Log::new();
    evening(order, &log);
    log.lines().into_iter().map(|(_, line)| line).collect()
}

// The other kitchens. Each does what the real one would do if a misconception were
// true.

fn started_when_made(log: &Log) -> Dishes {
    let mut dishes = order(log).peekable();
    dishes.peek();
    Box::new(dishes)
}

fn listed_when_made(log: &Log) -> Dishes {
    Box::new(order(log).collect::<Vec<_>>().into_iter())
}

fn listed_at_the_first_pull(log: &Log) -> Dishes {
    let log = log.clone();
    Box::new(once_with(move || listed_when_made(&log)).flatten())
}

fn handed_out_after_the_turn(log: &Log) -> Dishes {
    let log = log.clone();
    let body = |co: Co<&'static str>| async move {
        let _stove = Stove::light(log.clone());
        for dish in ["soup", "fish", "cake"] {
            log.say(format!("cooks {dish}"));
            log.say(format!("clears {dish}"));
            co.yield_(dish).await;
        }
        log.say("kitchen closes");
    };
    Box::new(Gen::new(body).into_iter())
}

fn a_dish_ahead(log: &Log) -> Dishes {
    let mut dishes = order(log).peekable();
    Box::new(from_fn(move || {
        let dish = dishes.next();
        dishes.peek();
        dish
    }))
}

fn finished_when_dropped(log: &Log) -> Dishes {
    at_drop(log, |dishes, _| dishes.for_each(drop))
}

fn closed_when_dropped(log: &Log) -> Dishes {
    at_drop(log, |_dishes, log| log.say("kitchen closes"))
}

fn forgotten_when_dropped(log: &Log) -> Dishes {
    at_drop(log, |dishes, _| forget(dishes))
}

/// The kitchen, with something extra to do when it is dropped.
fn at_drop(log: &Log, act: fn(Dishes, &Log)) -> Dishes {
    let mut it = AtDrop { dishes: Some(order(log)), log: log.clone(), act };
    Box::new(from_fn(move || it.next()))
}

struct AtDrop {
    dishes: Option<Dishes>,
    log: Log,
    act: fn(Dishes, &Log),
}

impl AtDrop {
    fn next(&mut self) -> Option<&'static str> {
        self.dishes.as_mut()?.next()
    }
}

impl Drop for AtDrop {
    fn drop(&mut self) {
        self.dishes.take().into_iter().for_each(|it| (self.act)(it, &self.log));
    }
}
