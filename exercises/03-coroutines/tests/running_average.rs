//! Each number is answered with the mean so far, and the end with the count.

#[path = "../running_average.rs"]
mod running_average;

use genawaiter::{
    GeneratorState::{self, Complete, Yielded},
    rc::Gen,
};
use probe::{Rng, is_todo, panic_words, reject};
use running_average::running_average;
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn each_number_is_answered_with_the_mean_so_far() {
    for numbers in cases() {
        let (answers, means) = (alone(&numbers).answers, means(&numbers));
        if !same(&answers, &means) {
            let measured = difference(&answers, &means);
            reject(belief(&numbers), given(&numbers, measured));
        }
    }
}

#[test]
fn the_end_is_answered_with_the_count() {
    for numbers in cases() {
        let run = alone(&numbers);
        let (all, count) = (numbers.len(), run.count);
        if count == Some(all) {
            continue;
        }
        let (measured, suspect) = match count {
            None => {
                let measured = "sent `None`, it yields once more";
                (measured.to_owned(), run.goes_on.then_some("none-ends-it"))
            }
            Some(count) => {
                // The first resume primes, and the last one brings the end.
                let resumes = [all + 1, all + 2].contains(&count);
                let suspect = resumes.then_some("each-resume-is-a-value");
                (format!("it returns a count of {count}"), suspect)
            }
        };
        // Who gets the means wrong has a reason that explains the count as well. Who
        // is wrong with no numbers alone has another.
        let suspected = all > 0 && same(&run.answers, &means(&numbers));
        let belief = belief(&numbers).or(suspect.filter(|_| suspected));
        reject(belief, given(&numbers, measured));
    }
}

#[test]
fn two_that_are_resumed_in_turn_do_not_mix() {
    let cases: Vec<_> = cases().collect();
    for pair in cases.windows(2) {
        let runs = in_turn(&pair[0], &pair[1]);
        for (numbers, run) in pair.iter().zip(runs) {
            let by_itself = alone(numbers);
            if run != by_itself {
                let measured = format!(
                    "by itself it {by_itself}, but in turn with another it {run}"
                );
                reject("pausing-forgets", given(numbers, measured));
            }
        }
    }
}

/// What explains wrong answers; `None` if they are right, or if nothing known does.
fn belief(numbers: &[f64]) -> Option<&'static str> {
    let run = alone(numbers);
    if run != alone(numbers) {
        // The same numbers in a new coroutine: it cannot be the body's own state.
        return Some("pausing-forgets");
    }
    let means = means(numbers);
    if same(&run.answers, &means) {
        return None;
    }
    let beliefs = [
        ("first-send-arrives", without_the_first(numbers)),
        ("a-yield-takes-or-answers", every_other(numbers)),
        ("a-let-keeps-its-value", determined(numbers)),
        ("a-let-keeps-its-value", scaled(numbers, |count| 1.0 / count)),
        ("each-resume-is-a-value", scaled(&means, |count| count / (count + 1.0))),
    ];
    let fits = |(_, answers): &&(_, Vec<Option<f64>>)| {
        let mut pairs = answers.iter().zip(&run.answers);
        // One answer alone may agree by chance.
        answers.iter().flatten().count() > 1
            && pairs.all(|(it, &answer)| it.is_none_or(|it| near(it, answer)))
    };
    beliefs.iter().find(fits).map(|it| it.0)
}

/// The first number is dropped, and answered with whatever.
fn without_the_first(numbers: &[f64]) -> Vec<Option<f64>> {
    let rest = numbers.get(1..).unwrap_or_default();
    [None].into_iter().chain(determined(&means(rest))).collect()
}

/// Every other number is dropped, and answered with whatever.
fn every_other(numbers: &[f64]) -> Vec<Option<f64>> {
    let taken: Vec<_> = numbers.iter().copied().step_by(2).collect();
    let answers = means(&taken).into_iter().flat_map(|it| [Some(it), None]);
    answers.take(numbers.len()).collect()
}

/// Each value times what `factor` makes of the count at that time.
fn scaled(values: &[f64], factor: fn(f64) -> f64) -> Vec<Option<f64>> {
    let counted = values.iter().zip(1_u32..);
    counted.map(|(it, count)| Some(it * factor(f64::from(count)))).collect()
}

fn determined(answers: &[f64]) -> Vec<Option<f64>> {
    answers.iter().copied().map(Some).collect()
}

/// The truth.
fn means(numbers: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let mean = |(number, count): (&f64, u32)| {
        sum += number;
        sum / f64::from(count)
    };
    numbers.iter().zip(1..).map(mean).collect()
}

/// The numbers of the task.
const TASK: [f64; 3] = [10.0, 20.0, 60.0];

/// The numbers of the task come first: whatever goes wrong can be told by them. They
/// are followed by one, by none, and by some that nobody has seen before, few and
/// then many: more than a byte can count.
fn cases() -> impl Iterator<Item = Vec<f64>> {
    let with_zeros = vec![0.0, -8.0, 0.0, 0.0, 20.5];
    let fixed = [TASK.to_vec(), with_zeros, vec![-3.25], vec![]];
    let mut rng = Rng::new();
    let drawn = [5..12, 300..310].map(|counts| -> Vec<_> {
        let count = rng.range(counts);
        (0..count).map(|_| rng.range(0..2001) as f64 / 2.0 - 500.0).collect()
    });
    fixed.into_iter().chain(drawn)
}

fn alone(numbers: &[f64]) -> Run {
    let mut average = Average::primed(running_average, numbers);
    numbers.iter().for_each(|&number| average.send(number));
    average.end()
}

fn in_turn(first: &[f64], second: &[f64]) -> [Run; 2] {
    let mut one = Average::primed(running_average, first);
    let mut other = Average::primed(running_average, second);
    for turn in 0..first.len().max(second.len()) {
        first.get(turn).into_iter().for_each(|&number| one.send(number));
        second.get(turn).into_iter().for_each(|&number| other.send(number));
    }
    [one.end(), other.end()]
}

/// The learner's coroutine, which stands at a yield.
struct Average<'a, F: Future<Output = usize>> {
    it: Gen<f64, Option<f64>, F>,
    /// What it will have been sent.
    numbers: &'a [f64],
    answers: Vec<f64>,
}

impl<'a, F: Future<Output = usize>> Average<'a, F> {
    #[track_caller]
    fn primed(body: fn(Co) -> F, numbers: &'a [f64]) -> Self {
        let it = guarded(numbers, || Gen::new(body));
        let mut average = Self { it, numbers, answers: Vec::new() };
        // Nobody receives this number.
        if let Complete(_) = average.resume(Some(1e9)) {
            reject(None, "it is complete before it is sent anything");
        }
        average
    }

    #[track_caller]
    fn send(&mut self, number: f64) {
        match self.resume(Some(number)) {
            Yielded(answer) => self.answers.push(answer),
            Complete(_) => {
                let count = self.answers.len() + 1;
                // After other numbers it may be a number that ends it.
                let at_once = self.numbers == TASK && count < 3;
                let belief = at_once.then_some("resume-starts-over");
                let measured = format!(
                    "it is complete after number {count}, and nobody has told it to \
                     end"
                );
                reject(belief, given(self.numbers, measured));
            }
        }
    }

    #[track_caller]
    fn end(mut self) -> Run {
        let (count, goes_on) = match self.resume(None) {
            Complete(count) => (Some(count), false),
            Yielded(_) => (None, matches!(self.resume(None), Yielded(_))),
        };
        Run { answers: self.answers, count, goes_on }
    }

    #[track_caller]
    fn resume(&mut self, sent: Option<f64>) -> GeneratorState<f64, usize> {
        guarded(self.numbers, || self.it.resume_with(sent))
    }
}

type Co = genawaiter::rc::Co<f64, Option<f64>>;

/// What a coroutine did with all its numbers.
struct Run {
    answers: Vec<f64>,
    /// What it returned; `None` if it was not complete when it was told to end.
    count: Option<usize>,
    /// Whether it was not complete either when it was told again.
    goes_on: bool,
}

impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        same(&self.answers, &other.answers) && self.count == other.count
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "answers {}", in_words(&self.answers))?;
        match self.count {
            Some(count) => write!(f, " and counts {count}"),
            None => write!(f, " and does not end"),
        }
    }
}

/// Runs the learner's code, and finds out why it panicked if it did.
#[track_caller]
fn guarded<T>(numbers: &[f64], code: impl FnOnce() -> T) -> T {
    let panic = match catch_unwind(AssertUnwindSafe(code)) {
        Ok(output) => return output,
        Err(panic) => panic,
    };
    let text = panic_words(&*panic).unwrap_or_default();
    if is_todo(&text) {
        reject(None, "there is still a `todo!()` in it");
    }
    // What genawaiter says of a body that is pending, but not for a yield.
    let elsewhere = ["An async generator was resumed", "internal error: entered"];
    if elsewhere.iter().any(|it| text.starts_with(it)) {
        let measured = "it waits at an `.await` that is not a yield's, and nobody \
                        here can end that wait";
        reject(None, given(numbers, measured));
    }
    let belief = text
        .starts_with("Multiple values were yielded")
        .then_some("yield-without-await");
    reject(belief, given(numbers, format!("it panicked: {text}")));
}

/// All answers and means, or of too many the first that differ.
fn difference(answers: &[f64], means: &[f64]) -> String {
    if answers.len() < 20 {
        let (answers, means) = (in_words(answers), in_words(means));
        return format!("it answers {answers}; the means are {means}");
    }
    let mut pairs = answers.iter().zip(means);
    let place = pairs.position(|(&a, &b)| !near(a, b)).unwrap_or_default();
    let (answer, mean) =
        (in_words(&answers[place..=place]), in_words(&means[place..=place]));
    format!("it answers number {} with {answer}; the mean is {mean}", place + 1)
}

fn given(numbers: &[f64], measured: impl std::fmt::Display) -> String {
    format!("given {}: {measured}", in_words(numbers))
}

/// Equal, but for what rounding does to a mean: there are many ways to reckon one.
/// What differs here differs in words, too.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-3 || a.is_nan() && b.is_nan()
}

fn same(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(&a, &b)| near(a, b))
}

fn in_words(numbers: &[f64]) -> String {
    let round = |it: &f64| ((it * 1000.0).round() / 1000.0).to_string();
    let numbers: Vec<_> = numbers.iter().map(round).collect();
    match numbers.len() {
        0 => "nothing".to_owned(),
        1..20 => numbers.join(", "),
        many => format!("{}, … ({many} in all)", numbers[..3].join(", ")),
    }
}
