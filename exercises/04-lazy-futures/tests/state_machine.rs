//! `TwoSteps` polls its steps when and as often as the compiler's version does, and
//! returns the same sum at the same time.
//!
//! Both run on steps that note each of their polls. How long and how often a step waits
//! is random, so a submission can't count polls instead of looking at the results.
//! Some steps return 0, which is a result like any other.

#[path = "../state_machine.rs"]
mod state_machine;

use probe::{End, Journal, Observed, OnLane, Rng, ensure, observe, time};
use state_machine::TwoSteps;
use std::{
    future::poll_fn,
    panic::resume_unwind,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};
use tokio::{task::yield_now, time::sleep};

/// The function whose future `TwoSteps` is compared with.
async fn two_steps(first: Step, second: Step) -> u32 {
    let a = first.await;
    let b = second.await;
    a + b
}

#[test]
fn the_second_step_is_polled_when_the_first_is_ready() {
    for case in cases() {
        let it = run(&case, TwoSteps::new);
        it.output();
        let ready = it.events.when(|it| *it == Event::Ready(FIRST));
        let polled = it.events.when(|it| it.is_of(SECOND));
        let in_words = |at: Option<_>| {
            at.map_or("never".to_owned(), |at| format!("at {}", time(at)))
        };
        ensure!(
            it.observed,
            ready.is_some() && polled == ready,
            None,
            "first step ready: {}; second step first polled: {}",
            in_words(ready),
            in_words(polled)
        );
    }
}

#[test]
fn each_step_is_polled_as_often_as_by_the_compilers_version() {
    for case in cases() {
        let (it, measure) = (run(&case, TwoSteps::new), run(&case, two_steps));
        it.output();
        for step in [FIRST, SECOND] {
            ensure!(
                it.observed,
                !it.events.items().first().is_some_and(|it| it.is_of(step)),
                None,
                "the {step} step is polled before `TwoSteps` itself is"
            );
        }
        for step in [FIRST, SECOND] {
            let [polls, enough] =
                [&it, &measure].map(|it| it.events.count(|it| it.is_of(step)));
            ensure!(
                it.observed,
                polls == enough,
                None,
                "polls of the {step} step: {polls}; in the compiler's version: {enough}"
            );
        }
    }
}

#[test]
fn the_sum_is_returned_when_both_steps_are_ready() {
    for case in cases() {
        let (it, measure) = (run(&case, TwoSteps::new), run(&case, two_steps));
        let (sum, right) = (it.output(), measure.output());
        let [a, b] = [case.first.number, case.second.number];
        let it = it.observed;
        ensure!(
            it,
            sum == right,
            None,
            "the steps return {a} and {b}, but it returns {sum}"
        );
        let [took, enough] = [it.took, measure.observed.took].map(time);
        ensure!(
            it,
            took == enough,
            None,
            "it takes {took}, but its steps take {enough}"
        );
    }
}

#[test]
fn each_step_gets_the_waker_of_the_latest_poll() {
    /// Polls once with a waker that only notes that it was called. The event loop
    /// polls from then on.
    async fn polled_and_awaited(first: Step, second: Step) -> u32 {
        let earlier = Waker::from(Arc::new(Earlier(first.events.clone())));
        let mut future = Box::pin(TwoSteps::new(first, second));
        match future.as_mut().poll(&mut Context::from_waker(&earlier)) {
            Poll::Ready(sum) => sum,
            Poll::Pending => future.await,
        }
    }
    for case in cases() {
        // A submission that fails even without the poll by hand fails here first, with
        // a message that does not mention that poll.
        run(&case, TwoSteps::new).output();
        let it = run(&case, polled_and_awaited);
        let given =
            format!("{}, and one poll by hand with another waker", case.given());
        Run { observed: it.observed.given(given), ..it }.output();
    }
}

const FIRST: &str = "first";
const SECOND: &str = "second";

/// A poll of the submission, or of the step with this name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Event {
    Turn,
    Pending(&'static str),
    Ready(&'static str),
    /// The step was polled again after it had returned `Ready`.
    Again(&'static str),
    /// A step called the waker of an earlier poll.
    EarlierWoken,
}

/// The waker of an earlier poll.
struct Earlier(Journal<Event>);

impl Wake for Earlier {
    fn wake(self: Arc<Self>) {
        self.0.note(Event::EarlierWoken);
    }
}

impl Event {
    fn is_of(self, step: &str) -> bool {
        let (Self::Pending(it) | Self::Ready(it) | Self::Again(it)) = self else {
            return false;
        };
        it == step
    }
}

/// More polls than a submission that waits can get, even counting the polls of its
/// steps.
const PATIENCE: usize = 200;
const MANY: usize = PATIENCE / 4;

/// Notes an event. If there are too many events, or if a step is polled again after
/// `Ready`, this ends the submission with a silent panic, and the check says why.
fn note(events: &Journal<Event>, event: Event) {
    events.note(event);
    if matches!(event, Event::Again(_)) || events.len() >= PATIENCE {
        resume_unwind(Box::new("it was polled too often".to_owned()));
    }
}

/// A submission that was run, and all polls of it and of its steps.
struct Run {
    observed: Observed<u32>,
    events: Journal<Event>,
    /// Whether its steps return only numbers that can't be confused with "no number
    /// yet".
    is_usual: bool,
}

fn run<F>(case: &Case, make: impl FnOnce(Step, Step) -> F + 'static) -> Run
where
    F: Future<Output = u32> + 'static,
{
    let events = Journal::new();
    let observed = observe({
        let (events, case) = (events.clone(), case.clone());
        async move {
            let first = Step::new(FIRST, case.first, events.clone());
            let second = Step::new(SECOND, case.second, events.clone());
            let mut future = Box::pin(make(first, second));
            // If `new` has spawned a task, that task polls its steps now.
            yield_now().await;
            poll_fn(|context| {
                note(&events, Event::Turn);
                future.as_mut().poll(context)
            })
            .await
        }
    });
    Run { observed: observed.given(case.given()), events, is_usual: case.is_usual() }
}

impl Run {
    /// The sum, if the steps were polled correctly.
    #[track_caller]
    fn output(&self) -> u32 {
        let events = self.events.entries();
        let second = |(_, it): &&(_, Event)| it.is_of(SECOND);
        let ready = events.iter().position(|(_, it)| *it == Event::Ready(FIRST));
        let early = events[..ready.unwrap_or(events.len())].iter().find(second);
        // If the first step was polled in the same turn, its `Pending` was ignored.
        let mut turns = events.split(|(_, it)| *it == Event::Turn);
        let turn = turns.find(|turn| turn.iter().any(|it| second(&it)));
        let pending = |(_, it): &(_, Event)| *it == Event::Pending(FIRST);
        let both = turn.is_some_and(|turn| turn.iter().any(pending));
        if let Some((at, _)) = early {
            let measured = format!(
                "the second step is polled at {}, before the first one is ready",
                time(*at)
            );
            self.observed.reject(both.then_some("awaits-in-sequence"), measured);
        }
        let again = |(_, it): &&(_, Event)| matches!(it, Event::Again(_));
        if let Some((at, Event::Again(step))) = events.iter().find(again) {
            let at = time(*at);
            // Confusing a number with "no number yet" is a different mistake.
            let misconception = self.is_usual.then_some("ready-can-be-asked-again");
            let measured = format!(
                "the {step} step is polled again at {at}, after it returned `Ready`"
            );
            self.observed.reject(misconception, measured);
        }
        if events.len() >= PATIENCE {
            let (misconception, measured) = impatience(&events);
            self.observed.reject(misconception, measured);
        }
        let earlier = self.events.when(|it| *it == Event::EarlierWoken);
        if let (Some(at), End::Stuck { .. }) = (earlier, &self.observed.end) {
            let measured = format!(
                "it is stuck: a step was given the waker of an earlier poll, and calls \
                 that one at {}, not the waker of the latest poll",
                time(at)
            );
            self.observed.reject("first-waker-will-do", measured);
        }
        *self.observed.output(None)
    }
}

/// Describes how a submission was polled too often, and the misconception behind that.
fn impatience(events: &[(Duration, Event)]) -> (Option<&'static str>, String) {
    let is_turn = |(_, it): &&(_, Event)| *it == Event::Turn;
    let last = events.last().map_or(Duration::ZERO, |(at, _)| *at);
    let within = events.iter().rev().take_while(|it| !is_turn(it)).count();
    let now = events.iter().filter(|it| is_turn(it) && it.0 == last).count();
    let (turns, at) = (events.iter().filter(is_turn).count(), time(last));
    match () {
        () if within > MANY => (
            Some("blocking-is-waiting"),
            format!("in a single poll at {at}, it polls its steps {within} times"),
        ),
        () if now > MANY => (
            Some("waking-myself-is-waiting"),
            format!("at {at}, it is polled {now} times, although no step woke it"),
        ),
        () => (None, format!("it is polled {turns} times by {at}")),
    }
}

/// A future that waits for several durations in sequence and returns a number.
pub struct Step {
    polled: Pin<Box<dyn Future<Output = u32> + Send>>,
    events: Journal<Event>,
}

impl Step {
    fn new(name: &'static str, plan: Plan, events: Journal<Event>) -> Self {
        let waits = async move {
            for time in plan.waits {
                sleep(time).await;
            }
            plan.number
        };
        let (mut waits, mut done) = (Box::pin(waits.on_lane(name)), false);
        let noted = events.clone();
        let polled = Box::pin(poll_fn(move |context| {
            if done {
                note(&noted, Event::Again(name));
            }
            let poll = waits.as_mut().poll(context);
            done = poll.is_ready();
            let event = if done { Event::Ready(name) } else { Event::Pending(name) };
            note(&noted, event);
            poll
        }));
        Self { polled, events }
    }
}

impl Future for Step {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        self.polled.as_mut().poll(context)
    }
}

#[derive(Clone)]
struct Case {
    first: Plan,
    second: Plan,
}

/// What a step waits for and returns.
#[derive(Clone)]
struct Plan {
    waits: Vec<Duration>,
    number: u32,
}

/// Cases in which both steps, one, or neither waits; three random cases; and two
/// with numbers that are often used for "no number yet".
fn cases() -> Vec<Case> {
    let mut rng = Rng::new();
    let drawn = [(); 3].map(|()| (rng.range(0..5), rng.range(0..5)));
    let mut plan = |waits| {
        let waits = (0..waits).map(|_| 10 * rng.range(1..60));
        let waits = waits.map(Duration::from_millis).collect();
        Plan { waits, number: rng.range(1..1000) as u32 }
    };
    let counts = [(1, 1), (0, 1), (2, 0), (0, 0)].into_iter().chain(drawn);
    let mut cases: Vec<_> = counts
        .map(|(first, second)| Case { first: plan(first), second: plan(second) })
        .collect();
    let mut gives = |number| Plan { number, ..plan(1) };
    cases.push(Case { first: gives(0), second: gives(500) });
    cases.push(Case { first: gives(u32::MAX), second: gives(0) });
    cases
}

impl Case {
    /// Whether its steps return only numbers that can't be confused with "no number
    /// yet".
    fn is_usual(&self) -> bool {
        [&self.first, &self.second].iter().all(|it| (1..1000).contains(&it.number))
    }

    fn given(&self) -> String {
        let [first, second] = [&self.first, &self.second].map(|it| {
            let waits: Vec<_> = it.waits.iter().map(|it| time(*it)).collect();
            let waits = match &*waits {
                [] => "is ready immediately".to_owned(),
                waits => format!("waits {}", waits.join(" + ")),
            };
            format!("{waits} and returns {}", it.number)
        });
        format!("a first step that {first}, a second that {second}")
    }
}
