//! A kitchen that is a generator, and two evenings in it.

use genawaiter::rc::{Co, Gen};
use probe::Log;

/// Cooks three dishes, and hands out one per pull.
async fn kitchen(co: Co<&'static str>, log: Log) {
    let _stove = Stove::light(log.clone());
    for dish in ["soup", "fish", "cake"] {
        log.say(format!("cooks {dish}"));
        co.yield_(dish).await;
        log.say(format!("clears {dish}"));
    }
    log.say("kitchen closes");
}

/// A stove that is turned on when it is created, and off when it is dropped.
pub struct Stove(Log);

impl Stove {
    pub fn light(log: Log) -> Self {
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
pub fn order(log: &Log) -> Dishes {
    Box::new(Gen::new(|co| kitchen(co, log.clone())).into_iter())
}

pub type Dishes = Box<dyn Iterator<Item = &'static str>>;
pub type Order = fn(&Log) -> Dishes;

/// An evening with two pulls. `order` is the function defined above.
pub fn two_dishes(order: Order, log: &Log) {
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
pub fn no_dish(order: Order, log: &Log) {
    log.say("comes in");
    let dishes = order(log);
    log.say("sits down");
    drop(dishes);
    log.say("pays");
}
