//! What the body prints and what comes back is predicted, for each of four resumes.
//!
//! The first wrong cell is looked up among other tables: each is the one that the
//! program would give if a misconception were true.

#[path = "../programs/step_table.rs"]
mod programs;
#[path = "../step_table.rs"]
mod step_table;

use genawaiter::{
    GeneratorState::{self, Complete, Yielded},
    rc::Gen,
};
use probe::{Shared, reject};
use programs::{owner, purse};
use std::fmt::Display;
use step_table::STEPS;

#[test]
fn the_lines_of_each_resume_are_predicted() {
    judge(PRINTS, "the body prints");
}

#[test]
fn the_value_of_each_resume_is_predicted() {
    judge(RETURNS, "it returns");
}

/// A row of the table: a text for each column, as far as it is guessed.
type Row = [Option<String>; 2];
const PRINTS: usize = 0;
const RETURNS: usize = 1;

#[track_caller]
fn judge(column: usize, what: &str) {
    let (guess, truth) = (guess(), owner());
    for (place, sent) in [5, 10, 20, 40].into_iter().enumerate() {
        let step = format!("`it.resume_with({sent})`");
        let Some(said) = &guess[place][column] else {
            reject(None, format!("{step}: you have not said yet what {what}"))
        };
        let row = place..=place;
        if agreement(&guess[row.clone()], &truth[row], &[column]) == 1 {
            continue;
        }
        let said = format!("{step}: you say that {what} {}", quoted(said));
        match alternative(&guess, place, column) {
            Some(it) => {
                let words = format!("{said}. It would if {}.", it.if_);
                reject(it.misconception, words);
            }
            None => {
                let truth = truth[place][column].as_deref().unwrap_or_default();
                reject(None, format!("{said}, but {what} {}", quoted(truth)))
            }
        }
    }
}

/// The table in which the guess would be right up to this place: what is right above
/// it must be right there, too. Of several, it is the one that agrees with more of
/// the guess. If that does not decide between two misconceptions, there is none.
fn alternative(guess: &[Row], place: usize, column: usize) -> Option<Alternative> {
    let mut fitting = alternatives();
    fitting.retain(|it| {
        let rows = it.table.get(..=place).unwrap_or_default();
        agreement(rows, guess, &[column]) == place + 1
    });
    let both = [PRINTS, RETURNS];
    let agreement = |it: &Alternative| agreement(&it.table, guess, &both);
    let most = fitting.iter().map(agreement).max()?;
    fitting.retain(|it| agreement(it) == most);
    let misconception = fitting[0].misconception;
    let is_decided = fitting.iter().all(|it| it.misconception == misconception);
    fitting.into_iter().next().filter(|_| is_decided)
}

struct Alternative {
    table: Vec<Row>,
    if_: &'static str,
    misconception: &'static str,
}

/// All of them run the real body. Only what is sent to it, or what comes back, is
/// not what the owner's program would have.
fn alternatives() -> Vec<Alternative> {
    let from_the_top = (0..4).flat_map(|_| resumed_with([0])).collect();
    let its_argument = "a yield gave the body its own argument";
    let arrives = "the 5 coins of the first resume reached the body";
    let top = "each resume began at the top of the body";
    let full = "the purse were full again at each resume";
    let answers = "the yield that takes the coins were the one that answers";
    let yields = "the body yielded its last number";
    vec![
        if_(arrives, "first-send-arrives", already_open(true)),
        if_(arrives, "first-send-arrives", already_open(false)),
        if_(arrives, "first-send-arrives", resumed_with([0, 5, 10, 20])),
        if_(its_argument, "yield-gives-itself-back", echoed()),
        if_(top, "resume-starts-over", from_the_top),
        if_(full, "resume-starts-over", each_alone()),
        if_(answers, "answered-where-it-arrives", answered_where_it_arrives()),
        if_(yields, "return-is-one-more-yield", returned_as_a_yield()),
    ]
}

fn if_(
    if_: &'static str,
    misconception: &'static str,
    table: Vec<Row>,
) -> Alternative {
    Alternative { table, if_, misconception }
}

fn resumed_with<const N: usize>(coins: [u32; N]) -> Vec<Row> {
    let (mut it, page) = made();
    coins.map(|coins| page.row(it.resume_with(coins))).into()
}

/// The first coins find a body that waits at its first yield. Whether it printed its
/// first line in the same step or before is a matter of taste.
fn already_open(before: bool) -> Vec<Row> {
    let (mut it, page) = made();
    let open = it.resume_with(0);
    if before {
        page.row(open);
    }
    [5, 10, 20].map(|coins| page.row(it.resume_with(coins))).into()
}

/// What comes out goes back in.
fn echoed() -> Vec<Row> {
    let (mut it, page) = made();
    let mut last = 0;
    let mut row = || {
        let returns = it.resume_with(last);
        let (Yielded(coins) | Complete(coins)) = returns;
        last = coins;
        page.row(returns)
    };
    (0..4).map(|_| row()).collect()
}

/// For each row another purse, from which nothing was paid before.
fn each_alone() -> Vec<Row> {
    let tables = [
        resumed_with([5, 0, 0, 0]),
        resumed_with([0, 10, 0, 0]),
        resumed_with([0, 0, 20, 0]),
        resumed_with([0, 0, 0, 40]),
    ];
    tables.into_iter().enumerate().map(|(place, mut it)| it.remove(place)).collect()
}

/// Each step returns what the one before it has already returned.
fn answered_where_it_arrives() -> Vec<Row> {
    let mut table = owner();
    for place in (1..table.len()).rev() {
        table[place][RETURNS] = table[place - 1][RETURNS].clone();
    }
    table
}

fn returned_as_a_yield() -> Vec<Row> {
    let yielded = |text: String| text.replacen("Complete", "Yielded", 1);
    owner().into_iter().map(|[prints, it]| [prints, it.map(yielded)]).collect()
}

fn made() -> (Gen<u32, u32, impl Future<Output = u32>>, Page) {
    let page = Page::default();
    (Gen::new(|co| purse(co, page.clone())), page)
}

fn guess() -> Vec<Row> {
    let rows = STEPS.iter().map(|step| {
        let returns = step.returns.as_ref().map(|it| format!("{it:?}"));
        [step.prints.map(str::to_owned), returns]
    });
    rows.collect()
}

/// Where the body prints.
#[derive(Clone, Default)]
struct Page(Shared<Vec<String>>);

impl Page {
    fn print(&self, line: impl Display) {
        self.0.lock().push(line.to_string());
    }

    /// A row with what was printed since the last one.
    fn row(&self, returns: GeneratorState<u32, u32>) -> Row {
        [Some(self.0.take().join(", ")), Some(format!("{returns:?}"))]
    }
}

/// How many cells of two tables have the same letters and digits.
fn agreement(a: &[Row], b: &[Row], columns: &[usize]) -> usize {
    let kept = |text: &Option<String>| -> Option<String> {
        let kept = text.as_ref()?.chars().filter(|it| it.is_alphanumeric());
        Some(kept.collect::<String>().to_lowercase())
    };
    let cells = |rows: &[Row]| -> Vec<_> {
        rows.iter()
            .flat_map(|row| columns.iter().map(|it| kept(&row[*it])))
            .collect()
    };
    cells(a).iter().zip(cells(b)).filter(|(a, b)| **a == *b).count()
}

fn quoted(text: &str) -> String {
    if text.trim().is_empty() { "nothing".to_owned() } else { format!("`{text}`") }
}
