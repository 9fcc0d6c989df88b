//! Acts 2 to 5: the ten pages in four ways, with a row in the picture for each page.

use crate::client::get;
use crate::pages::{PAGES, delay};
use crate::pipe::connect;
use crate::tally::Tally;
use stage::OnLane;
use tokio::task::JoinSet;

async fn fetch(page: u64, tally: Tally) {
    get(connect(), page).await.expect("the server answers");
    tally.got(page);
}

/// Wrong on purpose: looks like `fetch`, but blocks the thread until the page is
/// there.
#[expect(clippy::unused_async, reason = "it never awaits, which is the mistake")]
async fn fetch_blocking(page: u64, tally: Tally) {
    blocking_client(page);
    tally.got(page);
}

/// Blocks its thread like a blocking client. Act 6 uses a real one.
fn blocking_client(page: u64) {
    stage::thread::sleep(delay(page));
}

pub(crate) async fn one_by_one() {
    let tally = Tally::default();
    for page in 0..PAGES {
        fetch(page, tally.clone()).on_lane(format!("page {page}")).await;
    }
}

pub(crate) fn a_thread_each() {
    let tally = Tally::default();
    let fetch = |page| {
        let tally = tally.clone();
        stage::thread::spawn(&format!("page {page}"), move || {
            blocking_client(page);
            tally.got(page);
        })
    };
    let threads: Vec<_> = (0..PAGES).map(fetch).collect();
    for thread in threads {
        thread.join().expect("a fetch does not panic");
    }
}

pub(crate) async fn a_task_each() {
    let tally = Tally::default();
    let mut tasks = JoinSet::new();
    for page in 0..PAGES {
        tasks.spawn(fetch(page, tally.clone()).on_lane(format!("page {page}")));
    }
    tasks.join_all().await;
}

pub(crate) async fn with_the_wrong_client() {
    let tally = Tally::default();
    let mut tasks = JoinSet::new();
    for page in 0..PAGES {
        let fetch = fetch_blocking(page, tally.clone());
        tasks.spawn(fetch.on_lane(format!("page {page}")));
    }
    tasks.join_all().await;
}
