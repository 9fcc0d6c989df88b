//! Each step runs once, and brewing starts when the water and the beans are ready.
//!
//! In one kitchen the water takes longer, and in another the beans do, so a submission
//! that waits for only one of them fails. In a third kitchen, both take so long that
//! any fixed pause is too short there or too long elsewhere.

#[path = "../forgot_await.rs"]
#[forbid(unused_must_use)]
mod forgot_await;

use probe::{Journal, Observed, OnLane, Rng, ensure, observe, time, words::times};
use std::time::Duration;
use tokio::{task, time::sleep};

#[test]
fn each_step_runs_once() {
    for (kitchen, it) in runs() {
        it.output(None);
        for step in [WATER, BEANS, BREW] {
            let begun = kitchen.events.count(|it| it.step == step && !it.is_over);
            if begun == 0 {
                it.reject("calling-starts-it", format!("`{step}` never runs"));
            }
            ensure!(
                it,
                begun == 1,
                None,
                "`{step}` runs {}, not once",
                times(begun)
            );
        }
    }
}

#[test]
fn brewing_starts_when_water_and_beans_are_ready() {
    for (kitchen, it) in runs() {
        it.output(None);
        let events = kitchen.events.items();
        let Some(brewing) = events.iter().position(|it| it.step == BREW) else {
            it.reject("calling-starts-it", "`brew` never runs")
        };
        for step in [WATER, BEANS] {
            let misconception = match events.iter().find(|it| it.step == step) {
                None => Some("calling-starts-it"),
                Some(it) => {
                    let elsewhere = it.task != events[brewing].task;
                    elsewhere.then_some("spawned-is-done")
                }
            };
            let mut before = events[..brewing].iter();
            let is_ready = before.any(|it| it.step == step && it.is_over);
            ensure!(
                it,
                is_ready,
                misconception,
                "`brew` starts before `{step}` has finished"
            );
        }
    }
}

#[test]
fn brewing_starts_as_soon_as_both_are_ready() {
    for (kitchen, it) in runs() {
        it.output(None);
        let began = kitchen.events.when(|it| it.step == BREW && !it.is_over);
        let ready = |step| kitchen.events.when(|it| it.step == step && it.is_over);
        // Another test reports a step that is missing or unfinished.
        let (Some(began), Some(water), Some(beans)) =
            (began, ready(WATER), ready(BEANS))
        else {
            continue;
        };
        let late = began.saturating_sub(water.max(beans));
        let paused = (late >= Duration::from_secs(1)).then_some("long-enough");
        let measured = format!("`brew` starts {} after both are ready", time(late));
        ensure!(it, late.is_zero(), paused, "{measured}, not at that instant");
    }
}

#[test]
fn the_number_of_cups_is_the_one_that_brew_returned() {
    for (kitchen, it) in runs() {
        let (cups, returned) = (kitchen.cups, *it.output(None));
        ensure!(
            it,
            returned == cups,
            None,
            "`brew` returns {cups}, but `coffee` returns {returned}"
        );
    }
}

/// One run in each kitchen.
fn runs() -> impl Iterator<Item = (Kitchen, Observed<u32>)> {
    let cups = Rng::new().range(3..1000) as u32;
    [(320, 230), (230, 320), (30_070, 20_030)].into_iter().map(move |paces| {
        let (water, beans) =
            (Duration::from_millis(paces.0), Duration::from_millis(paces.1));
        let kitchen = Kitchen { cups, water, beans, events: Journal::new() };
        let observed = observe(forgot_await::coffee(kitchen.clone()));
        let (water, beans) = (time(water), time(beans));
        let given = format!("water that takes {water} and beans that take {beans}");
        (kitchen, observed.given(given))
    })
}

const WATER: &str = "boil_water";
const BEANS: &str = "grind_beans";
const BREW: &str = "brew";

/// Where coffee is made. Clones refer to the same kitchen.
#[derive(Clone)]
pub struct Kitchen {
    cups: u32,
    water: Duration,
    beans: Duration,
    events: Journal<Event>,
}

/// A step has started or finished.
#[derive(Clone)]
struct Event {
    step: &'static str,
    /// The task that runs the step.
    task: Option<task::Id>,
    is_over: bool,
}

impl Kitchen {
    /// Boils the water.
    pub async fn boil_water(&self) {
        self.take(WATER, self.water).await;
    }

    /// Grinds the beans.
    pub async fn grind_beans(&self) {
        self.take(BEANS, self.beans).await;
    }

    /// Pours the water over the ground beans. Returns the number of cups.
    pub async fn brew(&self) -> u32 {
        self.take(BREW, Duration::from_millis(400)).await;
        self.cups
    }

    async fn take(&self, step: &'static str, duration: Duration) {
        let note = |is_over| {
            self.events.note(Event { step, task: task::try_id(), is_over });
        };
        let taken = async {
            note(false);
            sleep(duration).await;
            note(true);
        };
        taken.on_lane(step).await;
    }
}
