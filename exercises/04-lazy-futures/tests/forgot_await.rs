//! All steps are taken, and each when what it needs is there.
//!
//! In one kitchen the water takes longer, in another the beans: who waits for one of
//! the two only is found out. In a large one no pause is long enough.

#[path = "../forgot_await.rs"]
#[forbid(unused_must_use)]
mod forgot_await;

use probe::{Observed, OnLane, Rng, observe, time};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{task, time::sleep};

const STEPS: [&str; 3] = ["boil water", "grind beans", "brew"];

const BREWING: Duration = Duration::from_millis(400);

#[test]
fn each_step_is_taken_once() {
    for (kitchen, observed) in runs() {
        observed.output(None);
        let taken = kitchen.begun();
        for step in STEPS {
            match taken.iter().filter(|it| **it == step).count() {
                1 => {}
                0 => {
                    let measured =
                        format!("it never began to {step}; it began {taken:?}");
                    observed.reject("calling-starts-it", measured)
                }
                times => observed
                    .reject(None, format!("it began to {step} {times} times")),
            }
        }
    }
}

#[test]
fn brewing_begins_when_water_and_beans_are_ready() {
    for (kitchen, observed) in runs() {
        observed.output(None);
        let Some((brewer, ready)) = kitchen.seen().brewing.clone() else {
            observed.reject("calling-starts-it", "it never began to brew")
        };
        for step in &STEPS[..2] {
            if ready.contains(step) {
                continue;
            }
            let cook = kitchen
                .seen()
                .steps
                .iter()
                .find(|it| it.name == *step)
                .map(|it| it.cook);
            let belief = match cook {
                None => Some("calling-starts-it"),
                Some(cook) if cook != brewer => Some("spawned-is-done"),
                Some(_) => None,
            };
            let measured = format!("it began to brew and had yet to {step}");
            observed.reject(belief, measured);
        }
    }
}

#[test]
fn the_cups_are_the_kitchens() {
    for (kitchen, observed) in runs() {
        let (cups, counted) = (kitchen.cups, *observed.output(None));
        if counted != cups {
            let measured = format!("there are {cups} cups; it returned {counted}");
            observed.reject(None, measured);
        }
    }
}

/// One run in each kitchen.
fn runs() -> impl Iterator<Item = (Kitchen, Observed<u32>)> {
    let cups = Rng::new().range(3..1000) as u32;
    let paces = [(300, 200), (200, 300), (30_000, 20_000)];
    paces.into_iter().map(move |(water, beans)| {
        let (water, beans) =
            (Duration::from_millis(water), Duration::from_millis(beans));
        let given = format!(
            "water that takes {} and beans that take {}",
            time(water),
            time(beans)
        );
        let kitchen = Kitchen { cups, water, beans, seen: Arc::default() };
        let observed = observe(forgot_await::coffee(kitchen.clone()));
        (kitchen, observed.given(given))
    })
}

/// Where coffee is made. Clones are the same kitchen.
#[derive(Clone)]
pub struct Kitchen {
    cups: u32,
    water: Duration,
    beans: Duration,
    seen: Arc<Mutex<Seen>>,
}

/// What happened in a kitchen.
#[derive(Default)]
struct Seen {
    steps: Vec<Step>,
    /// Who began to brew, and what was ready by then.
    brewing: Option<(Cook, Vec<&'static str>)>,
}

struct Step {
    name: &'static str,
    cook: Cook,
    done: bool,
}

/// The task that takes a step.
type Cook = Option<task::Id>;

impl Kitchen {
    /// Boils the water.
    pub async fn boil_water(&self) {
        self.take("boil water", self.water).await;
    }

    /// Grinds the beans.
    pub async fn grind_beans(&self) {
        self.take("grind beans", self.beans).await;
    }

    /// Pours the water over the ground beans. Gives the number of cups.
    pub async fn brew(&self) -> u32 {
        let ready = self
            .seen()
            .steps
            .iter()
            .filter(|it| it.done)
            .map(|it| it.name)
            .collect();
        self.seen().brewing.get_or_insert((task::try_id(), ready));
        self.take("brew", BREWING).await;
        self.cups
    }

    async fn take(&self, name: &'static str, duration: Duration) {
        let step = async {
            let cook = task::try_id();
            self.seen().steps.push(Step { name, cook, done: false });
            sleep(duration).await;
            for step in self.seen().steps.iter_mut().filter(|it| it.name == name) {
                step.done = true;
            }
        };
        step.on_lane(name).await;
    }

    fn begun(&self) -> Vec<&'static str> {
        self.seen().steps.iter().map(|it| it.name).collect()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
