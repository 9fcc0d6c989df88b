//! The baker answers orders, survives a burnt batch, and puts the oven out once.
//!
//! The baker's steps are compared with those of a plain function.

#[path = "../throw_in.rs"]
mod throw_in;

use Trouble::{Burnt, Fire};
use probe::{
    Coroutine, Given, Rng, Shared,
    Step::{Returns, Yields},
    ensure,
    words::times,
};

/// What can go wrong for a baker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A batch is lost, and the baker continues.
    Burnt,
    /// The baker must end.
    Fire,
}

type Sent = Result<u32, Trouble>;
type Step = probe::Step<u32, Sent>;

#[test]
fn an_order_is_answered_with_the_total() {
    check(&[Ok(10), Ok(20), Ok(5)]);
    check(&[Ok(0), Ok(1), Ok(0), Ok(98)]);
    check(&drawn(&[]));
}

#[test]
fn a_burnt_batch_is_survived() {
    check(&TELLING);
    check(&[Err(Burnt), Ok(7), Err(Burnt), Err(Burnt), Err(Burnt), Ok(8), Ok(9)]);
    check(&drawn(&[Burnt]));
}

#[test]
fn a_fire_is_returned_as_an_error() {
    check(&[Ok(10), Ok(20), Err(Fire)]);
    check(&[Err(Fire)]);
    check(&[Ok(10), Err(Burnt), Err(Fire)]);
    check(&drawn(&[Burnt, Fire]));
}

#[test]
fn the_baker_returns_at_a_hundred_loaves() {
    check(&[Ok(60), Ok(40)]);
    check(&[Ok(250)]);
    check(&[Ok(99), Ok(1000)]);
    check(&[Ok(u32::MAX)]);
    check(&[Ok(99), Err(Burnt), Ok(0), Ok(1)]);
}

#[test]
fn the_oven_is_put_out_once_when_the_baker_ends() {
    let ends = [ENOUGH, DROPPED].map(|it| day(&it).dropped);
    for sent in [&ENOUGH[..], &ON_FIRE, &DROPPED, &TELLING, &[]] {
        let it = day(sent);
        let mut at_work = it.seen.iter().rev().skip(usize::from(it.has_ended()));
        let in_time = at_work.all(|&put_out| put_out == 0);
        let measured = "the oven is out, but the baker has not ended";
        ensure!(given(sent), in_time, None, "{measured}");
        let misconception = match (it.has_ended(), it.dropped) {
            // The oven is put out at some kinds of ends, but not at a drop.
            (false, 0) if ends == [1, 0] => Some("the-end-is-reached"),
            (true, 2..) if ends[1] == 1 => Some("guard-only-for-accidents"),
            _ => None,
        };
        let end = match it.steps.last() {
            Some(Returns(end)) => format!("the baker returns `{end:?}`"),
            _ => "the baker is dropped at a yield".to_owned(),
        };
        let measured = match it.dropped {
            0 => format!("{end}, but the oven still burns"),
            count => format!("{end}, and the oven is put out {}", times(count)),
        };
        ensure!(given(sent), it.dropped == 1, misconception, "{measured}");
    }
}

#[test]
fn two_bakers_resumed_in_turn_do_not_mix_their_loaves() {
    let both = [&TELLING[..ENOUGH.len()], &ENOUGH];
    for (sent, it) in both.into_iter().zip(days(both)) {
        let (steps, alone) = (it.steps, day(sent).steps);
        let measured = format!("alone, the steps are {alone:?}; in turn, {steps:?}");
        ensure!(given(sent), steps == alone, "pausing-forgets", "{measured}");
    }
}

/// The steps on this day tell most mistakes apart.
const TELLING: [Sent; 6] = [Ok(10), Err(Burnt), Ok(20), Ok(30), Err(Burnt), Ok(5)];

/// Three ways to end.
const ENOUGH: [Sent; 2] = [Ok(50), Ok(60)];
const ON_FIRE: [Sent; 2] = [Ok(50), Err(Fire)];
const DROPPED: [Sent; 2] = [Ok(50), Ok(20)];

/// Six small random orders, with each of these troubles somewhere after the first
/// order.
fn drawn(troubles: &[Trouble]) -> Vec<Sent> {
    let mut rng = Rng::new();
    let mut sent: Vec<Sent> = (0..6).map(|_| Ok(rng.range(1..15) as u32)).collect();
    for (place, &trouble) in troubles.iter().enumerate() {
        sent.insert(2 * place + rng.range(1..3) as usize, Err(trouble));
    }
    sent
}

/// Compares all steps of a baker with the right steps.
fn check(sent: &[Sent]) {
    let (steps, expected) = (day(sent).steps, computed(sent));
    let mut pairs = steps.iter().zip(&expected);
    // A baker's steps end with the first one that is not a yield, so each has a pair.
    let Some(place) = pairs.position(|(step, right)| step != right) else { return };
    let (sent, step, right) = (&sent[..=place], &steps[place], &expected[place]);
    let measured = format!("the last step is {step:?}, but should be {right:?}");
    given(sent).reject(misconception(sent, step), measured);
}

/// The misconception behind this wrong step.
fn misconception(sent: &[Sent], step: &Step) -> Option<&'static str> {
    let telling = day(&TELLING).steps;
    // Each order after a burnt batch is lost.
    if telling == [10, 10, 10, 40, 40, 40].map(Yields) {
        return Some("a-yield-takes-or-answers");
    }
    // Each burnt batch sets the total to 0.
    if telling == [10, 0, 20, 50, 0, 5].map(Yields) {
        return Some("recovering-begins-anew");
    }
    let (last, before) = sent.split_last()?;
    // If there was an earlier trouble, the mistake may be in that step instead of this
    // one.
    let total = before.iter().copied().sum::<Result<u32, Trouble>>().ok()?;
    match (last, step) {
        (Err(Burnt), Returns(Err(Burnt))) => Some("an-error-is-the-end"),
        (Err(Fire), Yields(it)) if *it == total => Some("an-error-ends-it-unasked"),
        _ => None,
    }
}

/// The right steps. Unlike a baker's steps, they continue after the end.
fn computed(sent: &[Sent]) -> Vec<Step> {
    let mut total = 0;
    let step = |&it: &Sent| {
        total += it.unwrap_or(0);
        match it {
            Err(Fire) => Returns(it),
            _ if total >= 100 => Returns(Ok(total)),
            _ => Yields(total),
        }
    };
    sent.iter().map(step).collect()
}

/// What a baker was sent, what it did, and how often the oven had been put out by
/// then.
type Day = probe::Resumed<Sent, u32, Sent, usize>;

fn day(sent: &[Sent]) -> Day {
    let [day] = days([sent]);
    day
}

/// The days of several bakers, resumed in turn.
fn days<const N: usize>(sent: [&[Sent]; N]) -> [Day; N] {
    let bakers = sent.map(|sent| {
        let oven = Oven::default();
        let put_out = oven.0.clone();
        let (body, look) = (|co| throw_in::baker(co, oven), move || put_out.get());
        // These loaves prime, so no yield receives them.
        (Coroutine::primed_and_watched(body, Ok(1000), look), sent.to_vec())
    });
    Coroutine::in_turn(bakers).map(|day| {
        let (given, fire) = (given(&day.sent), day.sent.last() == Some(&Err(Fire)));
        day.unharmed(&given, fire.then_some("let-out-by-a-panic"))
    })
}

fn given(sent: &[Sent]) -> Given {
    Given::new(format!("{sent:?}"))
}

/// An oven that burns until it is put out.
#[derive(Default)]
pub struct Oven(Shared<usize>);

impl Oven {
    /// Puts the oven out.
    pub fn put_out(&self) {
        *self.0.lock() += 1;
    }
}
