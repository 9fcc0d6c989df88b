//! What was made by hand polls its steps as the compiler's version does.
//!
//! Both run on steps that note each of their polls. A step's times are drawn, and so
//! is how often it waits: who counts polls instead of heeding answers is found out.
//! Some steps give 0, which is a result like any other.

#[path = "../state_machine.rs"]
mod state_machine;

use probe::{Observed, OnLane, Rng, observe, time};
use state_machine::TwoSteps;
use std::{
    fmt::{self, Display},
    future::poll_fn,
    mem,
    ops::Range,
    panic::resume_unwind,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::Duration,
};
use tokio::{
    task::yield_now,
    time::{Instant, sleep},
};

/// What the compiler makes of this is the measure.
async fn two_steps(first: Step, second: Step) -> u32 {
    let a = first.await;
    let b = second.await;
    a + b
}

#[test]
fn the_second_step_is_polled_when_the_first_is_ready() {
    for case in cases() {
        let run = run(&case, TwoSteps::new);
        run.output();
        let (ready, polled) = (run.first_ready(), run.second_polled());
        if ready.is_none() || polled != ready {
            let times =
                [ready, polled].map(|it| it.map_or("never".to_owned(), time));
            let [ready, polled] = times;
            let measured = format!(
                "the first step is ready: {ready}; the second is polled: {polled}"
            );
            run.observed.reject(None, measured);
        }
    }
}

#[test]
fn each_step_is_polled_as_often_as_by_the_compilers_version() {
    for case in cases() {
        let (run, measure) = (run(&case, TwoSteps::new), run(&case, two_steps));
        run.output();
        if let Some(early) = run.polls.iter().find(|it| it.turn == 0) {
            let step = early.step;
            let measured =
                format!("the {step} step is polled before `TwoSteps` itself is");
            run.observed.reject(None, measured);
        }
        for step in ["first", "second"] {
            let (polls, enough) = (run.polls_of(step), measure.polls_of(step));
            if polls != enough {
                let measured = format!(
                    "polls of the {step} step: {polls}; of the compiler's version: \
                     {enough}"
                );
                run.observed.reject(None, measured);
            }
        }
    }
}

#[test]
fn it_gives_the_sum_when_both_have_been_ready() {
    for case in cases() {
        let (run, measure) = (run(&case, TwoSteps::new), run(&case, two_steps));
        let sum = run.output();
        if sum != measure.output() {
            let [a, b] = [case.first.number, case.second.number];
            let measured = format!("the steps give {a} and {b}; it gives {sum}");
            run.observed.reject(None, measured);
        }
        let (took, enough) = (run.observed.took, measure.observed.took);
        if took != enough {
            let (took, enough) = (time(took), time(enough));
            let measured = format!("it takes {took}, and its steps take {enough}");
            run.observed.reject(None, measured);
        }
    }
}

#[test]
fn each_step_gets_the_waker_of_the_latest_poll() {
    /// Polls once with a waker that wakes nobody, and leaves the rest to the loop.
    async fn polled_and_awaited(first: Step, second: Step) -> u32 {
        let mut future = Box::pin(TwoSteps::new(first, second));
        let mut context = Context::from_waker(Waker::noop());
        match future.as_mut().poll(&mut context) {
            Poll::Ready(sum) => sum,
            Poll::Pending => future.await,
        }
    }
    for case in cases() {
        // Who fails without the poll by hand does not fail because of it.
        run(&case, TwoSteps::new).output();
        let run = run(&case, polled_and_awaited);
        let given = format!("{case}, and one poll by hand before the loop's");
        Run { observed: run.observed.given(given), ..run }.output();
    }
}

/// Who polls so often is not waiting.
const PATIENCE: usize = 100;

fn run<F>(case: &Case, make: impl FnOnce(Step, Step) -> F + 'static) -> Run
where
    F: Future<Output = u32> + 'static,
{
    let notes = Notes::default();
    let first = (case.first.clone(), notes.clone());
    let second = (case.second.clone(), notes.clone());
    let observed = observe({
        let notes = notes.clone();
        async move {
            let first = Step::new("first", first.0, first.1);
            let second = Step::new("second", second.0, second.1);
            let mut future = Box::pin(make(first, second));
            // Who has spawned something already is found out here.
            yield_now().await;
            poll_fn(|context| {
                notes.turn();
                future.as_mut().poll(context)
            })
            .await
        }
    });
    let Noted { polls, turns, .. } = mem::take(&mut *notes.lock());
    Run { observed: observed.given(case), polls, turns, usual: case.is_usual() }
}

/// An attempt that was run, and all polls that its steps have seen.
struct Run {
    observed: Observed<u32>,
    polls: Vec<Polled>,
    /// The time of each poll of the attempt itself.
    turns: Vec<Duration>,
    /// Its steps give no number that might be taken for none.
    usual: bool,
}

impl Run {
    /// The sum, if its steps were polled as steps may be.
    #[track_caller]
    fn output(&self) -> u32 {
        if let Some(early) = self.second_too_early() {
            // Who has polled the first in the same turn knows that it is not ready.
            let both = self.first_was_pending_in(early.turn);
            let belief = both.then_some("awaits-in-sequence");
            let at = time(early.at);
            let measured = format!(
                "the second step is polled at {at}, when the first is not ready yet"
            );
            self.observed.reject(belief, measured);
        }
        if let Some(again) = self.polls.iter().find(|it| it.answer == Answer::Again)
        {
            let (step, at) = (again.step, time(again.at));
            let measured = format!(
                "the {step} step has been ready, and at {at} it is polled again"
            );
            // Who heeds all answers but some numbers does not believe that.
            let belief = self.usual.then_some("ready-can-be-asked-again");
            self.observed.reject(belief, measured);
        }
        if self.polls.len() >= PATIENCE || self.turns.len() >= PATIENCE {
            let (belief, measured) = self.impatience();
            self.observed.reject(belief, measured);
        }
        *self.observed.output(None)
    }

    fn polls_of(&self, step: &str) -> usize {
        self.polls.iter().filter(|it| it.step == step).count()
    }

    fn first_ready(&self) -> Option<Duration> {
        let mut polls = self.polls.iter();
        let ready = ("first", Answer::Ready);
        polls.find(|it| (it.step, it.answer) == ready).map(|it| it.at)
    }

    fn second_polled(&self) -> Option<Duration> {
        self.polls.iter().find(|it| it.step == "second").map(|it| it.at)
    }

    /// A poll of the second step before the first has been ready.
    fn second_too_early(&self) -> Option<Polled> {
        let mut before = self
            .polls
            .iter()
            .take_while(|it| (it.step, it.answer) != ("first", Answer::Ready));
        before.find(|it| it.step == "second").copied()
    }

    fn first_was_pending_in(&self, turn: usize) -> bool {
        let mut polls = self.polls.iter().filter(|it| it.turn == turn);
        polls.any(|it| (it.step, it.answer) == ("first", Answer::Pending))
    }

    /// How it has used up our patience, and what one believes who polls like that.
    fn impatience(&self) -> (Option<&'static str>, String) {
        let turn = self.turns.len();
        let last = self.turns.last().copied().unwrap_or_default();
        let within = self.polls.iter().filter(|it| it.turn == turn).count();
        let turns = self.turns.iter().filter(|it| **it == last).count();
        let at = time(last);
        if within > PATIENCE / 2 {
            let measured = format!(
                "in a single poll, at {at}, it polls its steps {within} times"
            );
            (Some("blocking-is-waiting"), measured)
        } else if turns > PATIENCE / 2 {
            let measured = format!(
                "at {at} it is polled {turns} times, and no step asks for that"
            );
            (Some("waking-myself-is-waiting"), measured)
        } else {
            (None, format!("until {at} it is polled {turn} times"))
        }
    }
}

/// A poll of a step.
#[derive(Clone, Copy)]
struct Polled {
    step: &'static str,
    answer: Answer,
    /// In which poll of the attempt, counted from one: none is before the first.
    turn: usize,
    at: Duration,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Pending,
    Ready,
    /// It was polled after it had been ready.
    Again,
}

/// What was noted in a run. Clones are the same notes.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Noted>>);

#[derive(Default)]
struct Noted {
    start: Option<Instant>,
    turns: Vec<Duration>,
    polls: Vec<Polled>,
}

impl Notes {
    /// The attempt is polled.
    fn turn(&self) {
        let mut noted = self.lock();
        let now = noted.now();
        noted.turns.push(now);
        let count = noted.turns.len();
        drop(noted);
        if count >= PATIENCE {
            stop("our patience has an end".to_owned());
        }
    }

    /// A step is polled.
    fn poll(&self, step: &'static str, answer: Answer) {
        let mut noted = self.lock();
        let (turn, at) = (noted.turns.len(), noted.now());
        noted.polls.push(Polled { step, answer, turn, at });
        let count = noted.polls.len();
        drop(noted);
        if count >= PATIENCE || answer == Answer::Again {
            stop(format!("the {step} step was polled too often"));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the attempt as a panic does, but says nothing: the check does.
fn stop(words: String) -> ! {
    resume_unwind(Box::new(words))
}

impl Noted {
    fn now(&mut self) -> Duration {
        self.start.get_or_insert_with(Instant::now).elapsed()
    }
}

/// A future that waits for its times, one after the other, and gives a number.
pub struct Step {
    name: &'static str,
    notes: Notes,
    future: Pin<Box<dyn Future<Output = u32> + Send>>,
    done: bool,
}

impl Step {
    fn new(name: &'static str, plan: Plan, notes: Notes) -> Self {
        let future = async move {
            for time in plan.waits {
                sleep(time).await;
            }
            plan.number
        };
        let future = Box::pin(future.on_lane(name));
        Self { name, notes, future, done: false }
    }
}

impl Future for Step {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        if self.done {
            self.notes.poll(self.name, Answer::Again);
        }
        let poll = self.future.as_mut().poll(context);
        self.done = poll.is_ready();
        let answer = if self.done { Answer::Ready } else { Answer::Pending };
        self.notes.poll(self.name, answer);
        poll
    }
}

/// What a step is to do.
#[derive(Clone)]
struct Plan {
    waits: Vec<Duration>,
    number: u32,
}

#[derive(Clone)]
struct Case {
    first: Plan,
    second: Plan,
}

/// Both steps wait once, or one of them not at all, or neither; some that nobody has
/// seen before; and two whose numbers others use to say that there is none.
fn cases() -> impl Iterator<Item = Case> {
    let mut rng = Rng::new();
    let drawn = [(); 3].map(|()| (rng.range(0..5), rng.range(0..5)));
    let counts = [(1, 1), (0, 1), (2, 0), (0, 0)].into_iter().chain(drawn);
    let usual = counts.map(|counts| (counts, [None, None]));
    let odd = [[Some(0), None], [Some(u32::MAX), Some(0)]];
    let cases = usual.chain(odd.map(|numbers| ((1, 1), numbers)));
    cases.map(move |((first, second), [a, b])| {
        let mut plan = |waits, number: Option<u32>| {
            let waits = (0..waits).map(|_| 10 * rng.range(1..60));
            let waits = waits.map(Duration::from_millis).collect();
            let drawn = rng.range(USUAL) as u32;
            Plan { waits, number: number.unwrap_or(drawn) }
        };
        Case { first: plan(first, a), second: plan(second, b) }
    })
}

/// Numbers that nobody takes for none.
const USUAL: Range<u64> = 1..1000;

impl Case {
    fn is_usual(&self) -> bool {
        self.first.is_usual() && self.second.is_usual()
    }
}

impl Plan {
    fn is_usual(&self) -> bool {
        USUAL.contains(&self.number.into())
    }
}

impl Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = [&self.first, &self.second];
        write!(f, "a first step that {first}, a second that {second}")
    }
}

impl Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waits: Vec<_> = self.waits.iter().map(|it| time(*it)).collect();
        match &*waits {
            [] => write!(f, "is ready at once")?,
            waits => write!(f, "waits {}", waits.join(" + "))?,
        }
        if self.is_usual() {
            Ok(())
        } else {
            write!(f, " and gives {}", self.number)
        }
    }
}
