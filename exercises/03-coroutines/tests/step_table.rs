//! For each of four resumes, the learner predicts what the body prints and what the
//! resume returns.
//!
//! The first wrong cell is looked up in other tables. Each is what the program would
//! produce if a misconception were true.

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
use std::{array::from_fn, fmt::Display};
use step_table::STEPS;

#[test]
fn the_lines_of_each_resume_are_predicted() {
    judge(PRINTS, "the body prints");
}

#[test]
fn the_value_of_each_resume_is_predicted() {
    judge(RETURNS, "it returns");
}

/// A row of the table: a text for each column, or `None` where there is no guess yet.
type Row = [Option<String>; 2];

/// The coins that the owner sends, one number for each row.
const SENT: [u32; 4] = [5, 10, 20, 40];

const PRINTS: usize = 0;
const RETURNS: usize = 1;

#[track_caller]
fn judge(column: usize, what: &str) {
    let (guess, truth) = (guess(), owner());
    for (place, sent) in SENT.into_iter().enumerate() {
        let [guessed, right] = [&guess, &truth].map(|it| &it[place][column]);
        let step = format!("`it.resume_with({sent})`");
        if guessed.is_none() {
            reject(None, format!("{step}: you have not guessed yet what {what}"));
        }
        if is_same(guessed, right) {
            continue;
        }
        let said = format!("{step}: you guess that {what} {}", quoted(guessed));
        if let Some(it) = alternative(&guess, place, column) {
            reject(
                it.misconception,
                format!("{said}. That would be right if {}.", it.if_),
            );
        }
        reject(None, format!("{said}, but {what} {}", quoted(right)));
    }
}

/// The table that agrees with this column of the guess up to this place. If there
/// are several, the one that agrees with the most cells of the guess. `None` if
/// tables of two misconceptions agree with equally many.
fn alternative(guess: &[Row], place: usize, column: usize) -> Option<Alternative> {
    let mut fitting = alternatives();
    fitting.retain(|it| {
        let pairs = it.table.iter().zip(guess).take(place + 1);
        let pairs = pairs.map(|(row, guess)| (&row[column], &guess[column]));
        pairs.filter(|(cell, guess)| is_same(cell, guess)).count() == place + 1
    });
    let agreement = |it: &Alternative| {
        let cells = it.table.iter().flatten().zip(guess.iter().flatten());
        cells.filter(|(cell, guess)| is_same(cell, guess)).count()
    };
    let most = fitting.iter().map(agreement).max()?;
    fitting.retain(|it| agreement(it) == most);
    fitting.dedup_by_key(|it| it.misconception);
    fitting.pop().filter(|_| fitting.is_empty())
}

struct Alternative {
    if_: &'static str,
    misconception: &'static str,
    table: Vec<Row>,
}

/// All of them run the real body. They differ from the owner's program only in what
/// is sent to the body or in what is returned.
fn alternatives() -> Vec<Alternative> {
    let sent_late = resumed_with([0, 5, 10, 20]);
    let from_the_top = (0..4).flat_map(|_| resumed_with([0])).collect();
    let arrives = "the 5 coins of the first resume reached the body";
    let its_argument = "a yield returned its own argument";
    let top = "each resume started the body from its first line";
    let full = "the purse were full again at each resume";
    let answers = "the yield that receives the coins also handed out the answer";
    let yields = "the body yielded its last number instead of returning it";
    let if_ = |if_, misconception, table| Alternative { if_, misconception, table };
    vec![
        // A learner with this misconception may write the first line in the first
        // step, or leave it out.
        if_(arrives, "first-send-arrives", sent_late[1..].to_vec()),
        if_(arrives, "first-send-arrives", already_open()),
        if_(arrives, "first-send-arrives", sent_late),
        if_(its_argument, "yield-gives-itself-back", echoed()),
        if_(top, "resume-starts-over", from_the_top),
        if_(full, "resume-starts-over", each_alone()),
        if_(answers, "answered-where-it-arrives", answered_where_it_arrives()),
        if_(yields, "return-is-one-more-yield", returned_as_a_yield()),
    ]
}

fn resumed_with<const N: usize>(coins: [u32; N]) -> Vec<Row> {
    let (mut it, page) = made();
    coins.map(|coins| page.row(it.resume_with(coins))).into()
}

/// The body is already paused at its first yield when the first coins are sent. The
/// line that it has printed belongs to the same step as the next line.
fn already_open() -> Vec<Row> {
    let (mut it, page) = made();
    it.resume_with(0);
    [5, 10, 20].map(|coins| page.row(it.resume_with(coins))).into()
}

/// Each resume sends what the previous one returned.
fn echoed() -> Vec<Row> {
    let (mut it, page) = made();
    let mut last = 0;
    let row = |_| {
        let returns = it.resume_with(last);
        let (Yielded(coins) | Complete(coins)) = returns;
        last = coins;
        page.row(returns)
    };
    (0..4).map(row).collect()
}

/// Each row has its own body, to which no coins were sent before.
fn each_alone() -> Vec<Row> {
    let alone = |row| {
        let coins: [_; 4] = from_fn(|it| if it == row { SENT[it] } else { 0 });
        resumed_with(coins).swap_remove(row)
    };
    (0..4).map(alone).collect()
}

/// Each step returns what the previous step should return.
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

/// The page that the body prints on.
#[derive(Clone, Default)]
struct Page(Shared<Vec<String>>);

impl Page {
    fn print(&self, line: impl Display) {
        self.0.lock().push(line.to_string());
    }

    /// A row with everything that was printed since the previous row.
    fn row(&self, returns: GeneratorState<u32, u32>) -> Row {
        [Some(self.0.take().join(", ")), Some(format!("{returns:?}"))]
    }
}

/// Whether two cells have the same letters and digits, ignoring case.
fn is_same(a: &Option<String>, b: &Option<String>) -> bool {
    let [a, b] = [a, b].map(|cell| {
        let kept = cell.as_ref()?.chars().filter(|it| it.is_alphanumeric());
        Some(kept.collect::<String>().to_lowercase())
    });
    a == b
}

fn quoted(cell: &Option<String>) -> String {
    let text = cell.as_deref().filter(|it| !it.trim().is_empty());
    text.map_or("nothing".to_owned(), |it| format!("`{it}`"))
}
