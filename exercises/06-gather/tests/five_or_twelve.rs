//! Five programs to predict. What they do is found out by running them.

#[path = "../five_or_twelve.rs"]
mod five_or_twelve;

use five_or_twelve::{A_VEC, Guess, HANDLES, JOIN_ALL, JOIN_SET, ONE_BY_ONE};
use futures::future;
use probe::{Observed, OnLane, observe, reject};
use std::{fmt::Display, time::Duration};
use tokio::{task::JoinSet, time::sleep};

const CUPS: [Cup; 3] = [
    Cup { name: 'A', seconds: 4 },
    Cup { name: 'B', seconds: 5 },
    Cup { name: 'C', seconds: 3 },
];

/// The three futures are given to `join_all`.
async fn join_all() -> Vec<char> {
    future::join_all(CUPS.map(brew)).await
}

/// The three futures are made first, and lie in a `Vec`.
async fn a_vec() -> Vec<char> {
    let futures = Vec::from(CUPS.map(brew));
    let mut answers = Vec::new();
    for future in futures {
        answers.push(future.await);
    }
    answers
}

/// The three tasks are spawned first, and their handles lie in a `Vec`.
async fn handles() -> Vec<char> {
    let handles = Vec::from(CUPS.map(|cup| tokio::spawn(brew(cup))));
    let mut answers = Vec::new();
    for handle in handles {
        answers.push(handle.await.expect("brewing does not panic"));
    }
    answers
}

/// Each task is spawned, and then its handle is awaited.
async fn one_by_one() -> Vec<char> {
    let mut answers = Vec::new();
    for cup in CUPS {
        let handle = tokio::spawn(brew(cup));
        answers.push(handle.await.expect("brewing does not panic"));
    }
    answers
}

/// The three tasks are spawned into a `JoinSet`.
async fn join_set() -> Vec<char> {
    let mut set = JoinSet::new();
    for cup in CUPS {
        set.spawn(brew(cup));
    }
    let mut answers = Vec::new();
    while let Some(answer) = set.join_next().await {
        answers.push(answer.expect("brewing does not panic"));
    }
    answers
}

#[derive(Clone, Copy)]
struct Cup {
    name: char,
    seconds: u64,
}

/// Takes the cup's time, and answers its name.
async fn brew(cup: Cup) -> char {
    let brewed = sleep(Duration::from_secs(cup.seconds));
    brewed.on_lane(format!("cup {}", cup.name)).await;
    cup.name
}

// Here end the programs to read. What follows runs them and compares.

#[test]
fn join_all_is_predicted() {
    let runs = Runs::new();
    let mixed_up = [
        (&runs.one_by_one, Some("one-thread-one-wait")),
        (&runs.join_set, Some("listed-as-finished")),
    ];
    runs.judge(&runs.join_all, &mixed_up);
}

#[test]
fn a_vec_is_predicted() {
    let runs = Runs::new();
    let mixed_up = [(&runs.join_all, Some("awaits-in-sequence"))];
    runs.judge(&runs.a_vec, &mixed_up);
}

#[test]
fn handles_are_predicted() {
    let runs = Runs::new();
    let mixed_up = [
        (&runs.one_by_one, runs.why_tasks_add_up()),
        (&runs.join_set, Some("listed-as-finished")),
    ];
    runs.judge(&runs.handles, &mixed_up);
}

#[test]
fn one_by_one_is_predicted() {
    let runs = Runs::new();
    let mixed_up = [(&runs.handles, Some("awaits-in-sequence"))];
    runs.judge(&runs.one_by_one, &mixed_up);
}

#[test]
fn a_join_set_is_predicted() {
    let runs = Runs::new();
    // Who has let the tasks of `handles` overlap knows that they move by themselves.
    let tasks_add_up = runs.handles.guess.seconds == Some(runs.one_by_one.seconds());
    let why = runs.why_tasks_add_up().filter(|_| tasks_add_up);
    let mixed_up =
        [(&runs.handles, Some("answers-in-my-order")), (&runs.one_by_one, why)];
    runs.judge(&runs.join_set, &mixed_up);
}

/// A program that was run, and the guess about it.
struct Run {
    name: &'static str,
    guess: &'static Guess,
    observed: Observed<Vec<char>>,
}

/// All five, in the order in which they are guessed.
struct Runs {
    join_all: Run,
    a_vec: Run,
    handles: Run,
    one_by_one: Run,
    join_set: Run,
}

impl Runs {
    fn new() -> Self {
        Self {
            join_all: Run::new("join_all", &JOIN_ALL, join_all()),
            a_vec: Run::new("a_vec", &A_VEC, a_vec()),
            handles: Run::new("handles", &HANDLES, handles()),
            one_by_one: Run::new("one_by_one", &ONE_BY_ONE, one_by_one()),
            join_set: Run::new("join_set", &JOIN_SET, join_set()),
        }
    }

    /// Compares the guess with the program. A wrong figure is looked up among the
    /// programs with which it may be mixed up: each stands for the belief that does
    /// so.
    #[track_caller]
    fn judge(&self, run: &Run, mixed_up: &[(&Run, Option<&str>)]) {
        self.judge_seconds(run, mixed_up);
        self.judge_answers(run, mixed_up);
    }

    #[track_caller]
    fn judge_seconds(&self, run: &Run, mixed_up: &[(&Run, Option<&str>)]) {
        let Some(guess) = run.guess.seconds else {
            run.reject(None, "you have not guessed its seconds yet")
        };
        if guess == run.seconds() {
            return;
        }
        let measured = format!("you guess {guess} s");
        match mixed_up.iter().find(|(other, _)| other.seconds() == guess) {
            Some(&(other, Some(belief))) => {
                let (name, whose) = (run.name, other.name);
                other.observed.reject(
                    belief,
                    format!(
                        "{name}: {measured}, and that is not it. `{whose}` takes as \
                         long:"
                    ),
                )
            }
            _ => self.tell(run, measured, format!("it takes {} s", run.seconds())),
        }
    }

    #[track_caller]
    fn judge_answers(&self, run: &Run, mixed_up: &[(&Run, Option<&str>)]) {
        let Some(written) = run.guess.answers else {
            run.reject(None, "you have not guessed its answers yet")
        };
        let guess = letters(written);
        if guess == run.answers() {
            return;
        }
        let measured = format!("you guess the answers {written}");
        if !is_an_order(&guess) {
            let all = "each of A, B and C is answered once";
            run.reject(None, format!("{measured}; {all}"))
        }
        match mixed_up.iter().find(|(other, _)| other.answers() == guess) {
            Some(&(_, Some(belief))) => {
                let asked = guess.chars().eq(CUPS.map(|cup| cup.name));
                let they = if asked { "are asked for" } else { "finish" };
                let but = format!("so they {they}; they are returned otherwise");
                run.reject(belief, format!("{measured}: {but}"))
            }
            _ => self.tell(run, measured, format!("it returns {}", run.answers())),
        }
    }

    /// Tells what is true where no belief explains the guess; but of the first wrong
    /// guess only, so that there is something left to find out.
    #[track_caller]
    fn tell(&self, run: &Run, measured: String, truth: String) -> ! {
        let Self { join_all, a_vec, handles, one_by_one, join_set } = self;
        let all = [join_all, a_vec, handles, one_by_one, join_set];
        match all.into_iter().find(|it| !it.is_predicted()) {
            Some(first) if first.name != run.name => {
                let first = first.name;
                let measured = format!("{measured}, and that is not it");
                run.reject(None, format!("{measured}. Begin with {first}"))
            }
            _ => {
                let measured = format!("{}: {measured}, and {truth}:", run.name);
                run.observed.reject(None, measured)
            }
        }
    }

    /// What one believes for whom the times of tasks add up. The guess for
    /// `join_all` tells whether plain futures do so, too.
    fn why_tasks_add_up(&self) -> Option<&'static str> {
        let guess = self.join_all.guess.seconds?;
        if guess == self.one_by_one.seconds() {
            Some("one-thread-one-wait")
        } else {
            (guess == self.join_all.seconds()).then_some("a-task-needs-its-await")
        }
    }
}

impl Run {
    fn new(
        name: &'static str,
        guess: &'static Guess,
        program: impl Future<Output = Vec<char>> + 'static,
    ) -> Self {
        let observed = observe(program);
        observed.output(None);
        Self { name, guess, observed }
    }

    #[track_caller]
    fn reject<'a>(
        &self,
        belief: impl Into<Option<&'a str>>,
        measured: impl Display,
    ) -> ! {
        reject(belief, format!("{}: {measured}", self.name))
    }

    fn seconds(&self) -> u64 {
        self.observed.took.as_secs()
    }

    fn answers(&self) -> String {
        self.observed.output(None).iter().collect()
    }

    fn is_predicted(&self) -> bool {
        self.guess.seconds == Some(self.seconds())
            && self.guess.answers.map(letters) == Some(self.answers())
    }
}

/// A guess without what people put between letters.
fn letters(guess: &str) -> String {
    let letters = guess.chars().filter(|it| it.is_alphanumeric());
    letters.map(|it| it.to_ascii_uppercase()).collect()
}

fn is_an_order(answers: &str) -> bool {
    answers.len() == CUPS.len() && CUPS.iter().all(|cup| answers.contains(cup.name))
}
