//! A task sends the plates. At the end, the task is aborted, which has no effect if
//! it is done. Then the task is awaited, so that it has really ended.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::{sync::mpsc, time::timeout};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let (table, mut plates) = mpsc::unbounded_channel();
    let mut cooking = tokio::spawn(async move {
        for dish in dishes {
            table
                .send(kitchen.cook(dish).await)
                .expect("the guests are at the table");
        }
    });
    if timeout(limit, &mut cooking).await.is_err() {
        cooking.abort();
        let _ = cooking.await;
    }
    std::iter::from_fn(|| plates.try_recv().ok()).collect()
}
