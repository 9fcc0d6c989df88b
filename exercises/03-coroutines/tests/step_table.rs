//! A program to predict, step by step. What it does is found out by running it.

#[path = "../step_table.rs"]
mod step_table;

use genawaiter::{
    GeneratorState::{self, Complete, Yielded},
    rc::{Co, Gen},
};
use probe::reject;
use std::{cell::RefCell, fmt::Display, rc::Rc};
use step_table::STEPS;

/// A purse of 100 coins. It hands out how many are left, and is told what to pay.
async fn purse(co: Co<u32, u32>, page: Page) -> u32 {
    let mut left = 100;
    page.print("open");
    let bread = co.yield_(left).await;
    page.print(format!("bread: {bread}"));
    left -= bread;
    let milk = co.yield_(left).await;
    page.print(format!("milk: {milk}"));
    left -= milk;
    let tea = co.yield_(left).await;
    page.print(format!("tea: {tea}"));
    left - tea
}

/// The owner's four steps, each a row of the table.
fn owner() -> Vec<Row> {
    let page = Page::default();
    let mut it = Gen::new(|co| purse(co, page.clone()));
    let mut table = Vec::new();
    for coins in [5, 10, 20, 40] {
        let returns = it.resume_with(coins);
        table.push(page.row(returns));
    }
    table
}

// Here ends the program to read. What follows runs it and compares.

#[test]
fn the_lines_of_each_resume_are_predicted() {
    judge("the body prints", |row| row.prints.as_deref());
}

#[test]
fn the_value_of_each_resume_is_predicted() {
    judge("it returns", |row| row.returns.as_deref());
}

type Column = fn(&Row) -> Option<&str>;

/// Compares a column of the guess with the program's. The first wrong cell is looked
/// up in the worlds in which it would be right: each stands for a belief.
#[track_caller]
fn judge(what: &str, column: Column) {
    let (guess, truth) = (guess(), owner());
    let sent = ["5", "10", "20", "40"];
    for (place, sent) in sent.into_iter().enumerate() {
        let step = format!("`it.resume_with({sent})`");
        let Some(said) = column(&guess[place]) else {
            reject(None, format!("{step}: you have not said yet what {what}"))
        };
        let measured = column(&truth[place]).unwrap_or_default();
        if alike(said, measured) {
            continue;
        }
        let said = format!("{step}: you say that {what} {}", quoted(said));
        match world_of(&guess, place, column) {
            Some(world) => {
                let condition = world.condition;
                let words = format!("{said}. It would if {condition}.");
                reject(world.belief, words);
            }
            None => reject(None, format!("{said}, but {what} {}", quoted(measured))),
        }
    }
}

/// A world in which the program would do something else.
struct World {
    table: Vec<Row>,
    condition: &'static str,
    belief: &'static str,
}

/// The world in which the guess would be right up to this place: what is right above
/// it must be right there, too. Of several worlds it is the one that agrees with more
/// of the table; if that does not decide between two beliefs, it is none.
fn world_of(guess: &[Row], place: usize, column: Column) -> Option<World> {
    let fits = |(row, guess): (&Row, &Row)| {
        let cells = column(row).zip(column(guess));
        cells.is_some_and(|(a, b)| alike(a, b))
    };
    let mut fitting = worlds();
    fitting.retain(|world| {
        world.table.len() > place
            && world.table[..=place].iter().zip(guess).all(fits)
    });
    let agreement = |world: &World| {
        let rows = world.table.iter().zip(guess);
        rows.map(|(row, guess)| row.agreement(guess)).sum::<usize>()
    };
    let most = fitting.iter().map(agreement).max()?;
    fitting.retain(|it| agreement(it) == most);
    let belief = fitting.first()?.belief;
    let decided = fitting.iter().all(|it| it.belief == belief);
    fitting.into_iter().next().filter(|_| decided)
}

/// All of them are played with the real body; only what is sent to it, or what comes
/// back, is not what the owner's program would have.
fn worlds() -> Vec<World> {
    let arrives = "the 5 coins of the first resume reached the body";
    let world = |table, condition, belief| World { table, condition, belief };
    vec![
        world(already_open(true), arrives, "first-send-arrives"),
        world(already_open(false), arrives, "first-send-arrives"),
        world(resumed_with([0, 5, 10, 20]), arrives, "first-send-arrives"),
        world(
            echoed(),
            "a yield gave the body its own argument",
            "yield-gives-itself-back",
        ),
        world(
            (0..4).map(|_| resumed_with([0]).remove(0)).collect(),
            "each resume began at the top of the body",
            "resume-starts-over",
        ),
        world(
            each_alone([5, 10, 20, 40]),
            "the purse were full again at each resume",
            "resume-starts-over",
        ),
        world(
            answered_where_it_arrives(),
            "the yield that takes the coins were the one that answers",
            "answered-where-it-arrives",
        ),
        world(
            returned_as_a_yield(),
            "the body yielded its last number",
            "return-is-one-more-yield",
        ),
    ]
}

fn resumed_with<const N: usize>(coins: [u32; N]) -> Vec<Row> {
    let (mut it, page) = made();
    let row = |coins| page.row(it.resume_with(coins));
    coins.map(row).into()
}

/// The first coins find a body that stands at its first yield. Whether it printed
/// its first line in the same step or before is a matter of taste.
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
fn each_alone(coins: [u32; 4]) -> Vec<Row> {
    let alone = |(place, coins)| {
        let (mut it, page) = made();
        for _ in 0..place {
            page.row(it.resume_with(0));
        }
        page.row(it.resume_with(coins))
    };
    coins.into_iter().enumerate().map(alone).collect()
}

/// Each step returns what the one before it has already got.
fn answered_where_it_arrives() -> Vec<Row> {
    let mut table = owner();
    for place in (1..table.len()).rev() {
        table[place].returns = table[place - 1].returns.clone();
    }
    table
}

fn returned_as_a_yield() -> Vec<Row> {
    let mut table = owner();
    for row in &mut table {
        row.returns = row
            .returns
            .take()
            .map(|returns| returns.replacen("Complete", "Yielded", 1));
    }
    table
}

fn made() -> (Gen<u32, u32, impl Future<Output = u32>>, Page) {
    let page = Page::default();
    (Gen::new(|co| purse(co, page.clone())), page)
}

fn guess() -> Vec<Row> {
    let rows = STEPS.iter().map(|step| Row {
        prints: step.prints.map(str::to_owned),
        returns: step.returns.as_ref().map(|it| format!("{it:?}")),
    });
    rows.collect()
}

/// What is printed and what comes back, in words.
struct Row {
    prints: Option<String>,
    returns: Option<String>,
}

impl Row {
    /// How many of the two cells are alike.
    fn agreement(&self, other: &Self) -> usize {
        let cells = [(&self.prints, &other.prints), (&self.returns, &other.returns)];
        let alike = |(a, b): &(&Option<String>, &Option<String>)| {
            a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| alike(a, b))
        };
        cells.iter().filter(|it| alike(it)).count()
    }
}

/// Where the body prints. A row takes what was printed since the last one.
#[derive(Clone, Default)]
struct Page(Rc<RefCell<Vec<String>>>);

impl Page {
    fn print(&self, line: impl Display) {
        self.0.borrow_mut().push(line.to_string());
    }

    fn row(&self, returns: GeneratorState<u32, u32>) -> Row {
        let lines = self.0.take().join(", ");
        Row { prints: Some(lines), returns: Some(format!("{returns:?}")) }
    }
}

/// Whether two texts have the same letters and digits.
fn alike(a: &str, b: &str) -> bool {
    let kept = |text: &str| -> String {
        let kept = text.chars().filter(|it| it.is_alphanumeric());
        kept.collect::<String>().to_lowercase()
    };
    kept(a) == kept(b)
}

fn quoted(text: &str) -> String {
    if text.trim().is_empty() { "nothing".to_owned() } else { format!("`{text}`") }
}
