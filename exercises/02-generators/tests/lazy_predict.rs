//! Two evenings to predict. What they print is found out by running them.

#[path = "../lazy_predict.rs"]
mod lazy_predict;

use genawaiter::rc::{Co, Gen};
use lazy_predict::{NO_DISH, TWO_DISHES};
use probe::{Log, reject};
use std::{
    iter::{from_fn, once_with},
    mem::forget,
};

/// Cooks three dishes, and hands out one at each pull.
async fn kitchen(co: Co<&'static str>, log: Log) {
    let _stove = Stove::light(log.clone());
    for dish in ["soup", "fish", "cake"] {
        log.say(format!("cooks {dish}"));
        co.yield_(dish).await;
        log.say(format!("clears {dish}"));
    }
    log.say("kitchen closes");
}

/// Lit when it is made, and off when it is dropped.
struct Stove(Log);

impl Stove {
    fn light(log: Log) -> Self {
        log.say("stove on");
        Self(log)
    }
}

impl Drop for Stove {
    fn drop(&mut self) {
        self.0.say("stove off");
    }
}

/// Makes the generator.
fn order(log: &Log) -> Dishes {
    Box::new(Gen::new(|co| kitchen(co, log.clone())).into_iter())
}

/// An evening with two pulls.
fn two_dishes(order: Order, log: &Log) {
    log.say("comes in");
    let mut dishes = order(log);
    log.say("sits down");
    for _ in 1..=2 {
        let dish = dishes.next().expect("there are three");
        log.say(format!("eats {dish}"));
    }
    drop(dishes);
    log.say("pays");
}

/// An evening without a pull.
fn no_dish(order: Order, log: &Log) {
    log.say("comes in");
    let dishes = order(log);
    log.say("sits down");
    drop(dishes);
    log.say("pays");
}

// Here end the programs to read. What follows runs them and compares.

type Dishes = Box<dyn Iterator<Item = &'static str>>;
type Order = fn(&Log) -> Dishes;

#[test]
fn two_dishes_are_predicted() {
    let others = [
        (started_when_made as Order, "making-runs-the-body"),
        (listed_when_made, "a-list-will-do"),
        (listed_at_the_first_pull, "a-list-will-do"),
        (handed_out_after_the_turn, "pull-runs-past-the-yield"),
        (a_dish_ahead, "pull-runs-past-the-yield"),
        (finished_when_dropped, "the-end-is-reached"),
        (closed_when_dropped, "the-end-is-reached"),
        (forgotten_when_dropped, "dropped-without-cleanup"),
    ];
    judge(TWO_DISHES, "two_dishes", two_dishes, &others);
}

#[test]
fn no_dish_is_predicted() {
    let others = [
        (started_when_made as Order, "making-runs-the-body"),
        (listed_when_made, "a-list-will-do"),
    ];
    judge(NO_DISH, "no_dish", no_dish, &others);
}

/// Compares a guess with what an evening prints. If they part at a line that some
/// other kitchen would print there, the belief in that kitchen is the answer, and
/// otherwise the line itself.
#[track_caller]
fn judge(
    guess: impl IntoIterator<Item: AsRef<str>>,
    name: &str,
    evening: fn(Order, &Log),
    others: &[(Order, &str)],
) {
    let guess: Vec<_> = guess.into_iter().map(|it| plain(it.as_ref())).collect();
    let printed = run(evening, order);
    if guess == printed {
        return;
    }
    if guess.len() < 2 {
        reject(None, format!("{name}: you have not guessed yet"));
    }
    let known = run(three_dishes, order);
    if let Some(unknown) = guess.iter().find(|it| !known.contains(it)) {
        let why = "which the programs do not know";
        reject(None, format!("{name}: you guess \"{unknown}\", {why}"));
    }
    let right = agreement(&guess, &printed);
    let Some(guessed) = guess.get(right) else {
        let measured =
            format!("{name}: your {right} lines are right, and it goes on");
        reject(None, measured);
    };
    let measured = format!("{name}, line {}: you guess \"{guessed}\"", right + 1);
    // Who only leaves out a line would be right with it, and believes nothing.
    let mended = printed.get(right).map_or(0, |line| {
        let mut mended = guess.clone();
        mended.insert(right, line.clone());
        agreement(&mended, &printed) - 1
    });
    let explained = others.iter().filter_map(|&(other, belief)| {
        let said = run(evening, other);
        let shared = agreement(&guess, &said);
        // An evening that is over says nothing of what the guess still expects.
        let over = shared == said.len() && shared < guess.len();
        (shared > right && shared >= mended && !over).then_some((shared, belief))
    });
    // Of equally good ones the first: it is the one that runs ahead the least.
    let belief = explained.reduce(|best, it| if it.0 > best.0 { it } else { best });
    match (belief, printed.get(right)) {
        (Some((_, belief)), _) => {
            reject(belief, format!("{measured}, and that is not it"))
        }
        (None, Some(line)) => {
            reject(None, format!("{measured}, and it prints \"{line}\""))
        }
        (None, None) => reject(None, format!("{measured}, and it prints no more")),
    }
}

/// A line as it is compared: nobody believes anything about capitals.
fn plain(line: &str) -> String {
    line.trim().trim_end_matches('.').to_lowercase()
}

fn run(evening: fn(Order, &Log), order: Order) -> Vec<String> {
    let log = Log::new();
    evening(order, &log);
    log.lines().into_iter().map(|(_, line)| line).collect()
}

/// How many lines two evenings begin with in common. To end together counts as one.
fn agreement(a: &[String], b: &[String]) -> usize {
    let shared = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    shared + usize::from(a == b)
}

/// An evening with every line that there is.
fn three_dishes(order: Order, log: &Log) {
    log.say("comes in");
    let dishes = order(log);
    log.say("sits down");
    for dish in dishes {
        log.say(format!("eats {dish}"));
    }
    log.say("pays");
}

// The other kitchens: each is what it would be if a belief were true.

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
    AtDrop::of(log, |dishes, _| dishes.for_each(drop))
}

fn closed_when_dropped(log: &Log) -> Dishes {
    AtDrop::of(log, |_dishes, log| log.say("kitchen closes"))
}

fn forgotten_when_dropped(log: &Log) -> Dishes {
    AtDrop::of(log, |dishes, _| forget(dishes))
}

/// The kitchen, of which something else becomes when it is dropped.
struct AtDrop {
    dishes: Option<Dishes>,
    log: Log,
    act: fn(Dishes, &Log),
}

impl AtDrop {
    fn of(log: &Log, act: fn(Dishes, &Log)) -> Dishes {
        Box::new(Self { dishes: Some(order(log)), log: log.clone(), act })
    }
}

impl Iterator for AtDrop {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        self.dishes.as_mut()?.next()
    }
}

impl Drop for AtDrop {
    fn drop(&mut self) {
        self.dishes.take().into_iter().for_each(|it| (self.act)(it, &self.log));
    }
}
