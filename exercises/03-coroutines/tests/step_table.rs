//! For each of four resumes, the learner predicts what the body prints and what the
//! resume returns.
//!
//! The first wrong row is looked up in other tables. Each table is what the program
//! would produce if a misconception were true.

#[path = "../programs/step_table.rs"]
mod programs;
#[path = "../step_table.rs"]
mod step_table;

use genawaiter::{
    GeneratorState::{self, Complete, Yielded},
    rc::Gen,
};
use probe::{
    Shared,
    predict::{Alternative, Column, Outcome, Sheet},
};
use programs::{owner, purse};
use std::{array::from_fn, fmt::Display};
use step_table::{STEPS, Step};

#[test]
fn the_lines_and_the_value_of_each_resume_are_predicted() {
    let columns = [
        Column::text("printed lines", "the body prints"),
        Column::value("value", "it returns", ""),
    ];
    let sheet = (0..4).fold(Sheet::new(columns), |sheet, place| {
        sheet.question(NAMES[place], guess(place), move || outcome(&owner()[place]))
    });
    for (place, name) in NAMES.into_iter().enumerate() {
        sheet.judge(name, alternatives(place));
    }
}

/// A row of the table: what the body prints, and what the resume returns.
type Row = [String; 2];

/// The coins that the owner sends, one number for each row.
const SENT: [u32; 4] = [5, 10, 20, 40];

const NAMES: [&str; 4] =
    ["resume_with(5)", "resume_with(10)", "resume_with(20)", "resume_with(40)"];

fn guess(place: usize) -> [Option<String>; 2] {
    let Step { prints, returns } = &STEPS[place];
    [prints.map(str::to_owned), returns.as_ref().map(|it| format!("{it:?}"))]
}

fn outcome([prints, returns]: &Row) -> Outcome {
    Outcome::new(&**prints).and(&**returns)
}

/// The rows at this place in other tables that agree with the right table up to there.
fn alternatives(place: usize) -> Vec<Alternative> {
    let mut others = other_tables();
    others.retain(|it| it.table[..place] == owner()[..place]);
    others.retain(|it| it.table.get(place).is_some_and(|it| *it != owner()[place]));
    let alternative = |it: Other| {
        let row = it.table[place].clone();
        Alternative::new(it.if_, it.misconception, move || outcome(&row))
    };
    others.into_iter().map(alternative).collect()
}

struct Other {
    if_: &'static str,
    misconception: &'static str,
    table: Vec<Row>,
}

/// All of them run the real body. They differ from the owner's program only in what
/// is sent to the body or in what is returned.
fn other_tables() -> Vec<Other> {
    let sent_late = resumed_with([0, 5, 10, 20]);
    let from_the_top = (0..4).flat_map(|_| resumed_with([0])).collect();
    let already = "making the coroutine ran its body to the first yield";
    let arrives = "the 5 coins of the first resume reached the body";
    let its_argument = "a yield returned its own argument";
    let top = "each resume started the body from its first line";
    let full = "the purse were full again at each resume";
    let answers = "the yield that receives the coins also handed out the answer";
    let yields = "the body yielded its last number instead of returning it";
    let if_ = |if_, misconception, table| Other { if_, misconception, table };
    vec![
        // The first line belongs to no step, because the body was already paused.
        if_(already, "making-runs-the-body", sent_late[1..].to_vec()),
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

/// Each row has its own body, which hasn't been sent any coins before.
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
        table[place][1] = table[place - 1][1].clone();
    }
    table
}

fn returned_as_a_yield() -> Vec<Row> {
    let yielded = |it: String| it.replacen("Complete", "Yielded", 1);
    owner().into_iter().map(|[prints, it]| [prints, yielded(it)]).collect()
}

fn made() -> (Gen<u32, u32, impl Future<Output = u32>>, Page) {
    let page = Page::default();
    (Gen::new(|co| purse(co, page.clone())), page)
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
        [self.0.take().join(", "), format!("{returns:?}")]
    }
}
