//! Guesses about programs, compared with what the programs do.
//!
//! A [`Sheet`] has a question for each program: its name, the learner's guess, and
//! how to run the program. A wrong guess is looked up among [`Alternative`]s: each
//! is what the answer would be if a misconception were true, found out by running
//! another program. A guess that fits one is told the misconception, never the
//! truth. A guess that fits none is told the truth, but only the first wrong guess
//! of the sheet, so that there is something left to find out.
//!
//! ```
//! use probe::predict::{Alternative, Column, Outcome, Sheet};
//! use std::time::Duration;
//! use tokio::{join, time::sleep};
//!
//! const IN_TURN: Option<u64> = Some(2); // this is the learner's
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
mod outcome;

pub use column::Column;
pub use outcome::{Outcome, Value};

use crate::reject;
use outcome::Seen;

/// All questions, in the order in which they are answered.
#[must_use = "it judges nothing by itself"]
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

/// What a program would do if a misconception were true.
pub struct Alternative {
    if_: Option<String>,
    misconception: &'static str,
    run: Box<dyn Fn() -> Outcome>,
}

impl Alternative {
    /// An answer that would be right if such were the case, in words, and the
    /// program that gives it. Its picture is shown, and said not to be the
    /// question's.
    pub fn new(
        if_: impl Into<String>,
        misconception: &'static str,
        run: impl Fn() -> Outcome + 'static,
    ) -> Self {
        Self { if_: Some(if_.into()), misconception, run: Box::new(run) }
    }

    /// An answer that tells of a misconception, but that no program would give. Such
    /// a guess is told the truth with the misconception, if it is the first wrong
    /// one.
    pub fn unfounded(answer: impl Into<Value>, misconception: &'static str) -> Self {
        let answer = answer.into();
        let run = Box::new(move || Outcome::new(answer.clone()));
        Self { if_: None, misconception, run }
    }
}

/// An alternative that was run, or the truth.
struct Known {
    if_: Option<String>,
    misconception: Option<&'static str>,
    values: Vec<Value>,
    detail: Option<String>,
    observed: Option<Box<dyn Seen>>,
}

impl Sheet {
    /// A sheet with these columns: what is guessed of each program.
    pub fn new(columns: impl Into<Vec<Column>>) -> Self {
        Self { columns: columns.into(), questions: Vec::new(), is_strict: false }
    }

    /// Explains the first wrong guess only, even where an alternative fits: for
    /// questions so alike that the reason for one gives the others away.
    pub fn strict(self) -> Self {
        Self { is_strict: true, ..self }
    }

    /// Adds a question: a guess about a program, and how to run the program.
    ///
    /// # Panics
    ///
    /// If there is not a guess for each column.
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
            "{name}: a guess for each column"
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

    /// Adds why the answer to the last question is what it is. It is told with the
    /// truth.
    ///
    /// # Panics
    ///
    /// If there is no question.
    pub fn because(mut self, reason: &'static str) -> Self {
        self.questions.last_mut().expect("there is a question").reason =
            Some(reason);
        self
    }

    /// Whether the guess for a question is what `outcome` has in this column.
    /// Without a guess it is not.
    ///
    /// # Panics
    ///
    /// If there is no such question or column.
    pub fn says(&self, question: &str, column: &str, outcome: Outcome) -> bool {
        let number = self.columns.iter().position(|it| it.name == column);
        let number =
            number.unwrap_or_else(|| panic!("there is no column `{column}`"));
        let known = self.known(None, None, outcome.unreported());
        self.find(question).1.guess[number].as_ref() == Some(&known.values[number])
    }

    /// Compares the guess for a question with what its program does.
    ///
    /// Columns are judged in their order. A value that is wrong is looked up among
    /// the alternatives that have it. Of several, the one with more values of the
    /// guess explains it, and of equals the first.
    ///
    /// # Panics
    ///
    /// Rejects the attempt, unless the guess is right. It is a mistake of the check
    /// if there is no such question, or if an alternative does what the program
    /// does.
    #[track_caller]
    pub fn judge(
        &self,
        question: &str,
        alternatives: impl IntoIterator<Item = Alternative>,
    ) {
        let (place, &Question { name, ref guess, ref run, reason }) =
            self.find(question);
        // The program runs first: the first picture of a test is shown when it
        // passes.
        let truth = self.known(None, None, run());
        let alternatives: Vec<_> = (alternatives.into_iter())
            .map(|it| {
                self.known(it.if_, Some(it.misconception), (it.run)().unreported())
            })
            .collect();
        if let Some(it) = alternatives.iter().find(|it| it.values == truth.values) {
            let slug = it.misconception.unwrap_or_default();
            panic!(
                "{name}: the alternative for {slug} gives the right answer, so it \
                 explains nothing"
            );
        }
        for (number, column) in self.columns.iter().enumerate() {
            let Some(guessed) = &guess[number] else {
                let missing = column.name;
                reject(
                    None,
                    format!("{name}: you have not guessed its {missing} yet"),
                )
            };
            let right = &truth.values[number];
            if guessed == right {
                continue;
            }
            let said = column.said(name, guessed, right);
            if let Some(why) = (column.refuses)(&guessed.0) {
                reject(None, format!("{said}; {why}"));
            }
            let wrong = Wrong { number, column, guess, right };
            let explanation = wrong.explanation(&alternatives);
            let founded = explanation.filter(|it| it.if_.is_some());
            let first = self.first_wrong(place);
            match (founded, first) {
                (Some(it), first) if first.is_none() || !self.is_strict => {
                    it.explain(name, &said)
                }
                (_, Some(first)) => {
                    let measured = format!("{said}, which is not right");
                    reject(None, format!("{measured}. Start with `{first}`."))
                }
                (_, None) => {
                    let misconception = explanation.and_then(|it| it.misconception);
                    let told = column.told(name, guessed, right);
                    truth.tell(misconception, column, told, reason)
                }
            }
        }
    }

    /// The first question before this one with a wrong guess.
    fn first_wrong(&self, place: usize) -> Option<&'static str> {
        let wrong = |it: &&Question| {
            let truth = self.known(None, None, (it.run)().unreported());
            let mut values = it.guess.iter().zip(&truth.values);
            values.any(|(guess, truth)| guess.as_ref().is_some_and(|it| it != truth))
        };
        self.questions[..place].iter().find(wrong).map(|it| it.name)
    }

    fn find(&self, question: &str) -> (usize, &Question) {
        let mut questions = self.questions.iter().enumerate();
        let found = questions.find(|(_, it)| it.name == question);
        found.unwrap_or_else(|| panic!("there is no question `{question}`"))
    }

    fn known(
        &self,
        if_: Option<String>,
        misconception: Option<&'static str>,
        outcome: Outcome,
    ) -> Known {
        let Outcome { values, detail, observed } = outcome;
        assert_eq!(values.len(), self.columns.len(), "a value for each column");
        let values = self.columns.iter().zip(values);
        let values = values.map(|(column, it)| column.read(it)).collect();
        Known { if_, misconception, values, detail, observed }
    }
}

/// A guess with a wrong value.
struct Wrong<'a> {
    number: usize,
    column: &'a Column,
    guess: &'a [Option<Value>],
    right: &'a Value,
}

impl Wrong<'_> {
    fn explanation<'a>(&self, alternatives: &'a [Known]) -> Option<&'a Known> {
        let fitting =
            alternatives.iter().filter_map(|it| Some((self.fits(it)?, it)));
        // `max_by_key` would take the last of equals.
        let best = fitting.reduce(|best, it| if it.0 > best.0 { it } else { best });
        best.map(|(_, it)| it)
    }

    /// How well an alternative explains the wrong value; `None` if it does not.
    fn fits(&self, known: &Known) -> Option<usize> {
        let guess = self.guess[self.number].as_ref()?;
        let value = &known.values[self.number];
        if self.column.by_prefix {
            return guess.runs_along(value, self.right);
        }
        let pairs = self.guess.iter().zip(&known.values);
        let alike = pairs.filter(|(guess, value)| guess.as_ref() == Some(value));
        (guess == value).then(|| alike.count())
    }
}

impl Known {
    #[track_caller]
    fn explain(&self, name: &str, said: &str) -> ! {
        let if_ = self.if_.as_deref().unwrap_or_default();
        let measured = format!("{said}. That would be right if {if_}");
        match self.observed.as_deref().filter(|it| it.has_picture()) {
            Some(picture) => {
                let caption = format!("This picture shows that case, not `{name}`");
                picture.reject(self.misconception, format!("{measured}. {caption}:"))
            }
            None => reject(self.misconception, measured + "."),
        }
    }

    /// A picture would tell more of a sequence than where it differs.
    #[track_caller]
    fn tell(
        &self,
        misconception: Option<&str>,
        column: &Column,
        told: String,
        reason: Option<&str>,
    ) -> ! {
        let mut parts = vec![told];
        parts.extend(self.detail.clone());
        parts.extend(reason.map(str::to_owned));
        let told = parts.join("\n\n");
        let observed = self.observed.as_deref();
        match observed.filter(|it| it.has_picture() && !column.is_sequence()) {
            Some(picture) => {
                let told = told.trim_end_matches('.');
                picture.reject(misconception, format!("{told}:"))
            }
            None => reject(misconception, told),
        }
    }
}

/// The learner's answer to a question: a value for each column, as far as there is
/// one.
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
