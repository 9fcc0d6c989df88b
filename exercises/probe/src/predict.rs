//! Compares a learner's guesses about programs with what the programs do.
//!
//! A [`Sheet`] has a question for each program: its name, the learner's guess, and how
//! to run the program. A wrong guess is compared with [`Alternative`]s. An alternative
//! is the answer that a misconception would lead to, found by running another program.
//! If a guess matches an alternative, the rejection explains the misconception and does
//! not give the right answer. If it matches none, the rejection gives the right answer,
//! but only for the first wrong guess of the sheet, so that the learner still has
//! something to find out.
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
    is_strict: bool,
}

struct Question {
    name: &'static str,
    guess: Vec<Option<Value>>,
    run: Box<dyn Fn() -> Outcome>,
    reason: Option<&'static str>,
}

/// The answer that a misconception leads to.
pub struct Alternative {
    /// `None` if no program gives this answer.
    condition: Option<String>,
    misconception: &'static str,
    run: Box<dyn Fn() -> Outcome>,
}

impl Alternative {
    /// An answer that a program gives. `condition` completes the sentence "That would be
    /// right if …", and `run` runs the program. The rejection shows the picture of this
    /// program, and says that it is not the one in question.
    pub fn new(
        condition: impl Into<String>,
        misconception: &'static str,
        run: impl Fn() -> Outcome + 'static,
    ) -> Self {
        let condition = Some(condition.into());
        Self { condition, misconception, run: Box::new(run) }
    }

    /// An answer that shows a misconception, but that no program gives. If a guess
    /// matches it and is the first wrong one, the rejection gives the right answer and
    /// the misconception.
    pub fn unfounded(answer: impl Into<Value>, misconception: &'static str) -> Self {
        let answer = answer.into();
        let run = Box::new(move || Outcome::new(answer.clone()));
        Self { condition: None, misconception, run }
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
    /// A sheet without questions. `columns` are the values to guess for each program.
    pub fn new(columns: impl Into<Vec<Column>>) -> Self {
        Self { columns: columns.into(), questions: Vec::new(), is_strict: false }
    }

    /// Explains only the first wrong guess, even if later ones match an alternative.
    /// Use it for questions so similar that one explanation gives away the other
    /// answers.
    pub fn strict(self) -> Self {
        Self { is_strict: true, ..self }
    }

    /// Adds a question: the guess about a program, and how to run the program.
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

    /// Adds the reason for the answer to the last question. It is shown together with the
    /// right answer.
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
    /// `false` if there is no guess.
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
    /// Columns are compared in order. A wrong value is explained by an alternative
    /// with the same value. If there are several, the one with the most values in
    /// common with the guess is chosen, or the first of these if there is a tie.
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
        // The program in question runs first, because a test's first picture is the one
        // in its report.
        let outcome = report::under_name(name, run);
        let truth = self.answer(None, None, outcome);
        let alternatives: Vec<_> = (alternatives.into_iter())
            .map(|it| {
                let outcome = (it.run)().unreported();
                self.answer(it.condition, Some(it.misconception), outcome)
            })
            .collect();
        if let Some(it) = alternatives.iter().find(|it| it.values == truth.values) {
            let slug = it.misconception.unwrap_or_default();
            panic!(
                "{name}: the alternative for {slug} gives the right answer, so it \
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
            let wrong = WrongGuess { column_index, column, guess, right };
            let explanation = wrong.explanation(&alternatives);
            let founded = explanation.filter(|it| it.condition.is_some());
            let first = self.first_wrong(index);
            match (founded, first) {
                (Some(it), first) if first.is_none() || !self.is_strict => {
                    it.reject_as_misconception(name, &your_guess)
                }
                (_, Some(first)) => {
                    let measured = format!("{your_guess}, which is not right");
                    reject(None, format!("{measured}. Start with `{first}`."))
                }
                (_, None) => {
                    let misconception = explanation.and_then(|it| it.misconception);
                    let measured = column.answer_in_words(name, guessed, right);
                    let wrong = (name, misconception);
                    truth.reject_with_answer(wrong, column, measured, reason)
                }
            }
        }
    }

    /// The first question with a wrong guess, among the first `count` questions.
    fn first_wrong(&self, count: usize) -> Option<&'static str> {
        let wrong = |it: &&Question| {
            let truth = self.answer(None, None, (it.run)().unreported());
            let mut values = it.guess.iter().zip(&truth.values);
            values.any(|(guess, truth)| guess.as_ref().is_some_and(|it| it != truth))
        };
        self.questions[..count].iter().find(wrong).map(|it| it.name)
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

/// A guess with a wrong value in one column.
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

    /// How well an alternative explains the wrong value. `None` if it does not.
    fn score(&self, alternative: &Answer) -> Option<usize> {
        let guess = self.guess[self.column_index].as_ref()?;
        let value = &alternative.values[self.column_index];
        if self.column.by_prefix {
            return guess.prefix_explained_by(value, self.right);
        }
        let pairs = self.guess.iter().zip(&alternative.values);
        let equal = pairs.filter(|(guess, value)| guess.as_ref() == Some(value));
        (guess == value).then(|| equal.count())
    }
}

impl Answer {
    #[track_caller]
    fn reject_as_misconception(&self, name: &str, your_guess: &str) -> ! {
        let condition = self.condition.as_deref().unwrap_or_default();
        let measured = format!("{your_guess}. That would be right if {condition}");
        match self.observed.as_deref().filter(|it| it.has_picture()) {
            Some(picture) => {
                let caption = format!("This picture shows that case, not `{name}`");
                picture.reject(self.misconception, format!("{measured}. {caption}:"))
            }
            None => reject(self.misconception, measured + "."),
        }
    }

    /// For a sequence, no picture is shown, because it would give away more than the
    /// first wrong item.
    #[track_caller]
    fn reject_with_answer(
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
