//! Orders are answered, one kind of trouble is survived, and the oven is put out.
//!
//! What the baker does is compared with a few lines that need no coroutine. What the
//! usual mistakes would do is reckoned like that as well.

#[path = "../throw_in.rs"]
mod throw_in;

use Trouble::{Burnt, Fire};
use genawaiter::{
    GeneratorState::{Complete, Yielded},
    rc::Gen,
};
use probe::{Rng, is_todo, panic_words, reject};
use std::{
    cell::Cell,
    fmt::Debug,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};
use throw_in::baker;

/// What can happen to a baker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A batch is lost, and that is all.
    Burnt,
    /// It is time to leave.
    Fire,
}

type Sent = Result<u32, Trouble>;

/// An oven that burns until it is put out.
pub struct Oven(Rc<Cell<usize>>);

impl Oven {
    /// Puts the fire in it out.
    pub fn put_out(&self) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn orders_are_answered_with_all_loaves_so_far() {
    judge(&[Ok(10), Ok(20), Ok(5)]);
    judge(&[Ok(0), Ok(1), Ok(0), Ok(98)]);
    judge(&drawn(&[]));
}

#[test]
fn a_burnt_batch_is_survived() {
    judge(&TELLING);
    judge(&[Err(Burnt), Ok(7), Err(Burnt), Err(Burnt), Err(Burnt), Ok(8), Ok(9)]);
    judge(&drawn(&[Burnt]));
}

#[test]
fn a_fire_is_let_out() {
    judge(&[Ok(10), Ok(20), Err(Fire)]);
    judge(&[Err(Fire)]);
    judge(&[Ok(10), Err(Burnt), Err(Fire)]);
    judge(&drawn(&[Burnt, Fire]));
}

#[test]
fn a_hundred_loaves_are_enough() {
    judge(&[Ok(60), Ok(40)]);
    judge(&[Ok(250)]);
    judge(&[Ok(99), Ok(1000)]);
    judge(&[Ok(u32::MAX)]);
    judge(&[Ok(99), Err(Burnt), Ok(0), Ok(1)]);
}

#[test]
fn the_oven_is_put_out_once_however_she_ends() {
    for sent in [&ENOUGH[..], &ON_FIRE, &DROPPED, &TELLING, &[]] {
        let day = day(sent);
        if day.too_early {
            let measured = "the oven is out, and she has not ended";
            reject(None, format!("sent {}: {measured}", list(sent)));
        }
        let belief = match day.put_out {
            1 => continue,
            // Who has thought of one way out has not thought of all of them.
            0 => (day.dropped && self::day(&ENOUGH).put_out == 1)
                .then_some("the-end-is-reached"),
            _ => (!day.dropped && self::day(&DROPPED).put_out == 1)
                .then_some("guard-only-for-accidents"),
        };
        let end = match day.steps.last() {
            Some(Step::Returns(end)) => format!("she returns `{end:?}`"),
            _ => "she is dropped where she waits".to_owned(),
        };
        let oven = match day.put_out {
            0 => "still burns".to_owned(),
            times => format!("is put out {times} times"),
        };
        let measured = format!("{end}, and the oven {oven}");
        reject(belief, format!("sent {}: {measured}", list(sent)));
    }
}

#[test]
fn two_bakers_do_not_mix_their_loaves() {
    let (mut one, mut other) = (open(), open());
    for (a, b) in TELLING.into_iter().zip(ENOUGH) {
        one.send(a);
        other.send(b);
    }
    for (shop, sent) in [(one, &TELLING[..ENOUGH.len()]), (other, &ENOUGH)] {
        let (steps, alone) = (shop.close().steps, day(sent).steps);
        if steps != alone {
            let (steps, alone) = (list(&steps), list(&alone));
            let measured = format!(
                "sent {}: alone she {alone}; beside another she {steps}",
                list(sent)
            );
            reject("pausing-forgets", measured);
        }
    }
}

/// From this one most mistakes can be told apart.
const TELLING: [Sent; 6] = [Ok(10), Err(Burnt), Ok(20), Ok(30), Err(Burnt), Ok(5)];

/// Three ways for her to end.
const ENOUGH: [Sent; 2] = [Ok(50), Ok(60)];
const ON_FIRE: [Sent; 2] = [Ok(50), Err(Fire)];
const DROPPED: [Sent; 2] = [Ok(50), Ok(20)];

/// Six small orders, and one of each trouble after the first of them.
fn drawn(troubles: &[Trouble]) -> Vec<Sent> {
    let mut rng = Rng::new();
    let mut sent: Vec<Sent> = (0..6).map(|_| Ok(rng.range(1..15) as u32)).collect();
    for (place, &trouble) in troubles.iter().enumerate() {
        sent.insert(2 * place + rng.range(1..3) as usize, Err(trouble));
    }
    sent
}

/// What she does when she is sent something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Answers(u32),
    Returns(Sent),
}

impl Debug for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Answers(loaves) => write!(f, "answers {loaves}"),
            Self::Returns(end) => write!(f, "returns {end:?}"),
        }
    }
}

#[track_caller]
fn judge(sent: &[Sent]) {
    let (steps, truth) = (day(sent).steps, reckoned(sent, |_| {}));
    let differs = |&place: &usize| steps.get(place) != truth.get(place);
    let Some(place) = (0..truth.len()).find(differs) else { return };
    let given = list(&sent[..=place]);
    // The last step was made in any case: before it they were alike.
    let (step, right) = (steps[place], truth[place]);
    let measured =
        format!("sent {given}: at the last she {step:?}; wanted is: she {right:?}");
    reject(belief(&sent[..=place], step, right), measured);
}

/// What one believes who makes this step instead of the right one.
fn belief(sent: &[Sent], step: Step, right: Step) -> Option<&'static str> {
    let telling = day(&TELLING).steps;
    if telling == reckoned(&TELLING, |it| it.skips_one = true) {
        return Some("a-yield-takes-or-answers");
    }
    if telling == reckoned(&TELLING, |it| it.total = 0) {
        return Some("recovering-begins-anew");
    }
    let (last, before) = sent.split_last()?;
    // A second trouble may have met what was made of the first.
    let first = before.iter().all(Result::is_ok);
    let total: u32 = before.iter().flatten().sum();
    match (last, step) {
        (Err(Burnt), Step::Returns(Err(Burnt))) if first => {
            Some("an-error-is-the-end")
        }
        (Err(Fire), Step::Answers(loaves)) if first && loaves == total => {
            Some("an-error-ends-it-unasked")
        }
        _ => None,
    }
}

/// A baker without a coroutine.
#[derive(Default)]
struct Reckoned {
    total: u32,
    /// What she is sent next is lost.
    skips_one: bool,
}

/// What is right, if a burnt batch changes nothing.
fn reckoned(sent: &[Sent], burnt: fn(&mut Reckoned)) -> Vec<Step> {
    let mut baker = Reckoned::default();
    let mut steps = Vec::new();
    for &it in sent {
        let lost = std::mem::take(&mut baker.skips_one);
        match it {
            _ if lost => {}
            Ok(loaves) => baker.total += loaves,
            Err(Burnt) => burnt(&mut baker),
            Err(Fire) => {
                steps.push(Step::Returns(it));
                break;
            }
        }
        if baker.total >= 100 {
            steps.push(Step::Returns(Ok(baker.total)));
            break;
        }
        steps.push(Step::Answers(baker.total));
    }
    steps
}

/// What was seen of a baker.
struct Day {
    steps: Vec<Step>,
    /// The oven was out before she had ended.
    too_early: bool,
    /// She had not ended when she was dropped.
    dropped: bool,
    /// How often the oven was put out.
    put_out: usize,
}

fn day(sent: &[Sent]) -> Day {
    let mut shop = open();
    sent.iter().for_each(|&it| shop.send(it));
    shop.close()
}

/// The learner's coroutine, which stands at a yield.
struct Shop<F: Future<Output = Sent>> {
    baker: Gen<u32, Sent, F>,
    sent: Vec<Sent>,
    put_out: Rc<Cell<usize>>,
    steps: Vec<Step>,
    too_early: bool,
    /// She has not ended.
    waits: bool,
}

/// A baker who was primed.
#[track_caller]
fn open() -> Shop<impl Future<Output = Sent>> {
    let put_out = Rc::new(Cell::new(0));
    let oven = Oven(Rc::clone(&put_out));
    let mut baker = guarded(&[], || Gen::new(|co| baker(co, oven)));
    // Nobody receives these loaves.
    if let Complete(_) = guarded(&[], || baker.resume_with(Ok(1000))) {
        reject(None, "she returns before she is sent anything");
    }
    Shop {
        baker,
        sent: Vec::new(),
        too_early: put_out.get() > 0,
        put_out,
        steps: Vec::new(),
        waits: true,
    }
}

impl<F: Future<Output = Sent>> Shop<F> {
    /// Resumes her, unless she has ended.
    #[track_caller]
    fn send(&mut self, sent: Sent) {
        if !self.waits {
            return;
        }
        self.sent.push(sent);
        match guarded(&self.sent, || self.baker.resume_with(sent)) {
            Yielded(loaves) => self.steps.push(Step::Answers(loaves)),
            Complete(end) => {
                self.steps.push(Step::Returns(end));
                self.waits = false;
            }
        }
        self.too_early |= self.waits && self.put_out.get() > 0;
    }

    fn close(self) -> Day {
        let Self { baker, sent, put_out, steps, too_early, waits } = self;
        guarded(&sent, || drop(baker));
        Day { steps, too_early, dropped: waits, put_out: put_out.get() }
    }
}

/// Runs the learner's code, and finds out why it panicked if it did.
#[track_caller]
fn guarded<T>(sent: &[Sent], code: impl FnOnce() -> T) -> T {
    let panic = match catch_unwind(AssertUnwindSafe(code)) {
        Ok(output) => return output,
        Err(panic) => panic,
    };
    let text = panic_words(&*panic).unwrap_or_default();
    if is_todo(&text) {
        reject(None, "there is still a `todo!()` in it");
    }
    let given = list(sent);
    // What genawaiter says of a body that is pending, but not for a yield.
    let elsewhere = ["An async generator was resumed", "internal error: entered"];
    if elsewhere.iter().any(|it| text.starts_with(it)) {
        let measured = "it waits at an `.await` that is not a yield's";
        reject(None, format!("sent {given}: {measured}"));
    }
    let belief = if text.starts_with("Multiple values were yielded") {
        Some("yield-without-await")
    } else {
        (sent.last() == Some(&Err(Fire))).then_some("let-out-by-a-panic")
    };
    reject(belief, format!("sent {given}: she panicked: {text}"));
}

fn list<T: Debug>(items: &[T]) -> String {
    let items: Vec<_> = items.iter().map(|it| format!("{it:?}")).collect();
    if items.is_empty() { "nothing".to_owned() } else { items.join(", ") }
}
