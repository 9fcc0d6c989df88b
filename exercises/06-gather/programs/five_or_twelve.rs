//! Five programs. Each brews the three cups, which were ordered as A, B, and C, and
//! returns the three answers.

use futures::future;
use probe::OnLane;
use std::time::Duration;
use tokio::{spawn, task::JoinSet, time::sleep};

const CUPS: [Cup; 3] = [
    Cup { name: 'A', seconds: 4 },
    Cup { name: 'B', seconds: 5 },
    Cup { name: 'C', seconds: 3 },
];

/// The three futures are passed to `join_all`.
pub async fn join_all() -> Vec<char> {
    future::join_all(CUPS.map(brew)).await
}

/// The three futures are created first, and kept in a `Vec`.
pub async fn a_vec() -> Vec<char> {
    let futures = Vec::from(CUPS.map(brew));
    let mut answers = Vec::new();
    for future in futures {
        answers.push(future.await);
    }
    answers
}

/// The three tasks are spawned first, and their handles are kept in a `Vec`.
pub async fn handles() -> Vec<char> {
    let handles = Vec::from(CUPS.map(|cup| spawn(brew(cup))));
    let mut answers = Vec::new();
    for handle in handles {
        answers.push(handle.await.expect("brewing does not panic"));
    }
    answers
}

/// Each task is spawned, and its handle is awaited before the next one is spawned.
pub async fn one_by_one() -> Vec<char> {
    let mut answers = Vec::new();
    for cup in CUPS {
        let handle = spawn(brew(cup));
        answers.push(handle.await.expect("brewing does not panic"));
    }
    answers
}

/// The three tasks are spawned into a `JoinSet`.
pub async fn join_set() -> Vec<char> {
    let mut set = JoinSet::new();
    for cup in CUPS {
        set.spawn(brew(cup));
    }
    let mut answers = Vec::new();
    while let Some(answer) = set.join_next().await {
        answers.push(answer.expect("brewing does not panic"));
    }
    answers
}

#[derive(Clone, Copy)]
struct Cup {
    name: char,
    seconds: u64,
}

/// Sleeps for the cup's time, and returns its name. (`on_lane` only draws the
/// picture.)
async fn brew(cup: Cup) -> char {
    let brewing = sleep(Duration::from_secs(cup.seconds));
    brewing.on_lane(format!("cup {}", cup.name)).await;
    cup.name
}
