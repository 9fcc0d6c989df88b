//! A purse that is a coroutine, and its owner, which resumes it four times.

use super::{Page, Row};
use genawaiter::rc::{Co, Gen};

/// A purse of 100 coins. It yields how many coins are left, and receives how many
/// to pay.
pub async fn purse(co: Co<u32, u32>, page: Page) -> u32 {
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

/// The owner's four steps. Each is a row of the table: what the body printed, and
/// what the resume returned.
pub fn owner() -> Vec<Row> {
    let page = Page::default();
    let mut it = Gen::new(|co| purse(co, page.clone()));
    let mut table = Vec::new();
    for coins in [5, 10, 20, 40] {
        let returns = it.resume_with(coins);
        table.push(page.row(returns));
    }
    table
}
