//! Five programs that each fetch five pages.

use probe::{OnLane, thread};
use std::time::Duration;
use tokio::{join, task::JoinSet, time::sleep};

pub const A: Page = Page { name: 'A', millis: 200 };
pub const B: Page = Page { name: 'B', millis: 100 };
pub const C: Page = Page { name: 'C', millis: 500 };
pub const D: Page = Page { name: 'D', millis: 100 };
pub const E: Page = Page { name: 'E', millis: 100 };
pub const PAGES: [Page; 5] = [A, B, C, D, E];

pub async fn one_by_one() {
    for page in PAGES {
        fetch(page).await;
    }
}

pub async fn a_task_each() {
    let mut tasks = JoinSet::new();
    for page in PAGES {
        tasks.spawn(fetch(page));
    }
    tasks.join_all().await;
}

pub async fn all_block() {
    let mut tasks = JoinSet::new();
    for page in PAGES {
        tasks.spawn(fetch_blocking(page));
    }
    tasks.join_all().await;
}

pub async fn one_blocks() {
    join!(fetch_blocking(A), fetch(B), fetch(C), fetch(D), fetch(E));
}

pub async fn in_pairs() {
    join!(fetch(A), fetch(B));
    join!(fetch(C), fetch(D));
    fetch(E).await;
}

/// Awaits the page. (`on_lane` only draws the picture.)
pub async fn fetch(page: Page) {
    let wait = sleep(Duration::from_millis(page.millis));
    wait.on_lane(format!("page {}", page.name)).await;
}

/// Blocks its thread until the page has arrived.
async fn fetch_blocking(page: Page) {
    let block = async { thread::sleep(Duration::from_millis(page.millis)) };
    block.on_lane(format!("page {}", page.name)).await;
}

#[derive(Clone, Copy)]
pub struct Page {
    pub name: char,
    pub millis: u64,
}
