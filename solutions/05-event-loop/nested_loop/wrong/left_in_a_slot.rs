//! misconception: spawned-is-done
//! The task stores the answer where the next line looks for it.

use crate::Station;
use std::sync::{Arc, Mutex};

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station);
    format!("to {town}: {way}")
}

fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town));
    let platform = phone(station.platform_of(train));
    format!("train {train}, platform {platform}")
}

fn phone(answer: impl Future<Output = u32> + Send + 'static) -> u32 {
    let slot = Arc::<Mutex<u32>>::default();
    let theirs = Arc::clone(&slot);
    tokio::spawn(async move {
        let number = answer.await;
        *theirs.lock().expect("the lock is never poisoned") = number;
    });
    *slot.lock().expect("the lock is never poisoned")
}
