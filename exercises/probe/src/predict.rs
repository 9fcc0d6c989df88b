//! Compares a learner's guesses about programs with what the programs do.
//!
//! A [`Sheet`] has a question for each program: its name, the learner's guess, and how
//! to run the program. The rejection counts the right guesses and explains the first
//! wrong one, so the learner still has something to find out. It never gives the right
//! answer, but says what contradicts the guess.
//!
//! A wrong guess is compared with [`Alternative`]s. An alternative is the answer that a
//! misconception would lead to, found by running another program. It explains a guess
//! only if it leads to everything that was guessed for the question. If none does, the
//! rejection names no misconception and shows what the program did.
//!
//! ```
//! use probe::predict::{Alternative, Column, Outcome, Sheet};
//! use std::time::Duration;
//! use tokio::{join, time::sleep};
//!
//! const IN_TURN: Option<u64> = Some(2); // the learner's guess
//!
//! async fn tea() {
//!     sleep(Duration::from_secs(1)).await;
//! }
//!
//! async fn in_turn() {
//!     tea().await;
//!     tea().await;
//! }
//!
//! async fn together() {
//!     join!(tea(), tea());
//! }
//!
//! fn seconds(program: impl Future<Output = ()> + 'static) -> Outcome {
//!     Outcome::of(program, |_, took| Outcome::new(took.as_secs()))
//! }
//!
//! Sheet::new([Column::value("seconds", "it takes", "s")])
//!     .question("in_turn", IN_TURN, || seconds(in_turn()))
//!     .judge("in_turn", [Alternative::new(
//!         "both were made at once",
//!         "awaits-in-sequence",
//!         || seconds(together()),
//!     )]);
//! ```

mod column;
mod judged;
mod outcome;

pub use column::Column;
pub use judged::Judged;
pub use outcome::{Outcome, Value};

use crate::{reject, rejection::report};
use outcome::AnyObserved;

/// All questions of an exercise, in the order in which they should be answered.
#[must_use = "guesses are compared only by `judge`"]
pub struct Sheet {
    columns: Vec<Column>,
    questions: Vec<Question>,
}

struct Question {
    name: &'static str,
    guess: Vec<Option<Value>>,
    run: Box<dyn Fn() -> Outcome>,
    reason: Option<&'static str>,
}

/// The answer that a misconception leads to.
pub struct Alternative {
    /// `None` if this answer is not given by any program.
    condition: Option<String>,
    misconception: Option<&'static str>,
    run: Box<dyn Fn() -> Outcome>,
}

impl Alternative {
    /// An answer that another program gives. `condition` completes the sentence "That
    /// would be right if …", and `run` runs the program. The rejection shows the
    /// picture of this program, and says that it is what would happen then. Without a
    /// misconception, it gives only the condition.
    pub fn new(
        condition: impl Into<String>,
        misconception: impl Into<Option<&'static str>>,
        run: impl Fn() -> Outcome + 'static,
    ) -> Self {
        let condition = Some(condition.into());
        Self { condition, misconception: misconception.into(), run: Box::new(run) }
    }

    /// An answer that reveals a misconception, but is not given by any program. If a
    /// guess matches it, the rejection shows what the program did, and the
    /// misconception.
    pub fn unfounded(answer: impl Into<Value>, misconception: &'static str) -> Self {
        let answer = answer.into();
        let run = Box::new(move || Outcome::new(answer.clone()));
        Self { condition: None, misconception: Some(misconception), run }
    }
}

/// The result of running an alternative or the program in question.
struct Answer {
    condition: Option<String>,
    misconception: Option<&'static str>,
    values: Vec<Value>,
    detail: Option<String>,
    observed: Option<Box<dyn AnyObserved>>,
}

impl Sheet {
    /// A sheet without questions. `columns` lists the values to guess for each program.
    pub fn new(columns: impl Into<Vec<Column>>) -> Self {
        Self { columns: columns.into(), questions: Vec::new() }
    }

    /// Adds a question: the learner's guess about a program, and how to run it.
    ///
    /// # Panics
    ///
    /// If the number of guesses differs from the number of columns.
    pub fn question(
        mut self,
        name: &'static str,
        guess: impl Into<Guess>,
        run: impl Fn() -> Outcome + 'static,
    ) -> Self {
        let Guess(guess) = guess.into();
        assert_eq!(
            guess.len(),
            self.columns.len(),
            "{name}: each column needs a guess"
        );
        let guess = self.columns.iter().zip(guess);
        let guess = guess.map(|(column, it)| Some(column.read(it?))).collect();
        self.questions.push(Question {
            name,
            guess,
            run: Box::new(run),
            reason: None,
        });
        self
    }

    /// Adds the reason for the answer to the question added last. It is shown together
    /// with what the program did.
    ///
    /// # Panics
    ///
    /// If there is no question yet.
    pub fn because(mut self, reason: &'static str) -> Self {
        let question = self.questions.last_mut();
        question.expect("`because` follows a question").reason = Some(reason);
        self
    }

    /// Whether the guess for a question equals the value of `outcome` in this column.
    /// `false` if the guess is missing.
    ///
    /// # Panics
    ///
    /// If there is no such question or column.
    pub fn says(&self, question: &str, column: &str, outcome: Outcome) -> bool {
        let index = self.columns.iter().position(|it| it.name == column);
        let index = index.unwrap_or_else(|| panic!("there is no column `{column}`"));
        let answer = self.answer(None, None, outcome.unreported());
        self.find(question).1.guess[index].as_ref() == Some(&answer.values[index])
    }

    /// Compares the guess for a question with what its program does.
    ///
    /// Columns are compared in order. A wrong value is explained by the first
    /// alternative whose values all match the guess. A wrong line is explained by the
    /// alternative that has the most lines in common with the guess.
    ///
    /// # Panics
    ///
    /// Rejects the attempt if the guess is wrong or missing. Panics if there is no such
    /// question, or if an alternative gives the right answer; both are mistakes in the
    /// check.
    #[track_caller]
    pub fn judge(
        &self,
        question: &str,
        alternatives: impl IntoIterator<Item = Alternative>,
    ) {
        let (index, &Question { name, ref guess, ref run, reason }) =
            self.find(question);
        // The program in question runs first, because a test's report shows only its
        // first picture.
        let outcome = report::under_name(name, run);
        let truth = self.answer(None, None, outcome);
        let alternatives: Vec<_> = (alternatives.into_iter())
            .map(|it| {
                let outcome = (it.run)().unreported();
                self.answer(it.condition, it.misconception, outcome)
            })
            .collect();
        if let Some(it) = alternatives.iter().find(|it| it.values == truth.values) {
            let which = it.misconception.or(it.condition.as_deref());
            let which = which.unwrap_or_default();
            panic!(
                "{name}: the alternative for {which} gives the right answer, so it \
                 explains nothing"
            );
        }
        for (column_index, column) in self.columns.iter().enumerate() {
            let Some(guessed) = &guess[column_index] else {
                let missing = column.name;
                reject(
                    None,
                    format!("{name}: you have not guessed its {missing} yet"),
                )
            };
            let right = &truth.values[column_index];
            if guessed == right {
                continue;
            }
            let your_guess = column.guess_in_words(name, guessed, right);
            if let Some(why) = (column.refuses)(&guessed.0) {
                reject(None, format!("{your_guess}; {why}"));
            }
            let tally = self.tally();
            if let Some((first, _)) = tally.first_wrong.filter(|it| it.1 < index) {
                let measured = format!("{your_guess}, which is not right");
                reject(None, format!("{measured}. First wrong guess: `{first}`."))
            }
            let wrong = WrongGuess { column_index, column, guess, right };
            let explanation = wrong.explanation(&alternatives);
            let count = tally.in_words();
            match explanation.filter(|it| it.condition.is_some()) {
                Some(it) => it.reject_as_misconception(&(count + &your_guess)),
                None => {
                    let misconception = explanation.and_then(|it| it.misconception);
                    let why = column.contradiction(name, guessed, right);
                    let wrong = (name, misconception);
                    truth.reject_with_observation(
                        wrong,
                        column,
                        count + &why,
                        reason,
                    )
                }
            }
        }
    }

    /// Compares all guesses with what the programs do.
    fn tally(&self) -> Tally {
        let mut tally = Tally { right: 0, all: 0, first_wrong: None };
        for (index, question) in self.questions.iter().enumerate() {
            let truth = self.answer(None, None, (question.run)().unreported());
            for (guess, right) in question.guess.iter().zip(&truth.values) {
                tally.all += 1;
                match guess {
                    Some(guess) if guess == right => tally.right += 1,
                    Some(_) => {
                        tally.first_wrong.get_or_insert((question.name, index));
                    }
                    None => {}
                }
            }
        }
        tally
    }

    fn find(&self, question: &str) -> (usize, &Question) {
        let mut questions = self.questions.iter().enumerate();
        let found = questions.find(|(_, it)| it.name == question);
        found.unwrap_or_else(|| panic!("there is no question `{question}`"))
    }

    fn answer(
        &self,
        condition: Option<String>,
        misconception: Option<&'static str>,
        outcome: Outcome,
    ) -> Answer {
        let Outcome { values, detail, observed } = outcome;
        assert_eq!(values.len(), self.columns.len(), "each column needs a value");
        let values = self.columns.iter().zip(values);
        let values = values.map(|(column, it)| column.read(it)).collect();
        Answer { condition, misconception, values, detail, observed }
    }
}

/// How many of the guesses are right, and the first question with a wrong guess.
struct Tally {
    right: usize,
    all: usize,
    first_wrong: Option<(&'static str, usize)>,
}

impl Tally {
    /// Empty if there is only one guess.
    fn in_words(&self) -> String {
        match (self.right, self.all) {
            (_, 1) => String::new(),
            (right, all) => format!("{right} of {all} guesses are right. "),
        }
    }
}

/// A guess that is wrong in one column.
struct WrongGuess<'a> {
    column_index: usize,
    column: &'a Column,
    guess: &'a [Option<Value>],
    right: &'a Value,
}

impl WrongGuess<'_> {
    fn explanation<'a>(&self, alternatives: &'a [Answer]) -> Option<&'a Answer> {
        let matching =
            alternatives.iter().filter_map(|it| Some((self.score(it)?, it)));
        // Not `max_by_key`, which would return the last one in a tie.
        let best = matching.reduce(|best, it| if it.0 > best.0 { it } else { best });
        best.map(|(_, it)| it)
    }

    /// How well an alternative explains the wrong value. `None` if it does not explain
    /// it.
    fn score(&self, alternative: &Answer) -> Option<usize> {
        let guess = self.guess[self.column_index].as_ref()?;
        let value = &alternative.values[self.column_index];
        if self.column.by_prefix {
            return guess.prefix_explained_by(value, self.right);
        }
        let mut pairs = self.guess.iter().zip(&alternative.values);
        let leads_to = |guess: &Option<Value>, value| {
            guess.as_ref().is_none_or(|it| it == value)
        };
        pairs.all(|(guess, value)| leads_to(guess, value)).then_some(0)
    }
}

impl Answer {
    #[track_caller]
    fn reject_as_misconception(&self, your_guess: &str) -> ! {
        let condition = self.condition.as_deref().unwrap_or_default();
        let measured = format!("{your_guess}. That would be right if {condition}");
        match self.observed.as_deref().filter(|it| it.has_picture()) {
            Some(picture) => {
                let caption = "The picture shows what would happen then";
                picture.reject(self.misconception, format!("{measured}. {caption}:"))
            }
            None => reject(self.misconception, measured + "."),
        }
    }

    /// For a sequence, no picture is shown, because it would give away more than the
    /// first wrong item.
    #[track_caller]
    fn reject_with_observation(
        &self,
        (name, misconception): (&str, Option<&str>),
        column: &Column,
        measured: String,
        reason: Option<&str>,
    ) -> ! {
        let mut parts = vec![measured];
        parts.extend(self.detail.clone());
        parts.extend(reason.map(str::to_owned));
        let measured = parts.join("\n\n");
        let observed = self.observed.as_deref();
        match observed.filter(|it| it.has_picture() && !column.is_sequence()) {
            Some(picture) => {
                let measured = measured.trim_end_matches('.');
                let caption = format!("This picture shows `{name}`");
                picture.reject(misconception, format!("{measured}. {caption}:"))
            }
            None => reject(misconception, measured),
        }
    }
}

/// The learner's guess for a question: a value for each column, or `None` where the
/// learner has not guessed yet.
pub struct Guess(Vec<Option<Value>>);

impl<A: Into<Value>> From<Option<A>> for Guess {
    fn from(a: Option<A>) -> Self {
        Self(vec![a.map(Into::into)])
    }
}

impl<A: Into<Value>, B: Into<Value>> From<(Option<A>, Option<B>)> for Guess {
    fn from((a, b): (Option<A>, Option<B>)) -> Self {
        Self(vec![a.map(Into::into), b.map(Into::into)])
    }
}

impl<A: Into<Value>, const N: usize> From<[Option<A>; N]> for Guess {
    fn from(values: [Option<A>; N]) -> Self {
        Self(values.map(|it| it.map(Into::into)).into())
    }
}
