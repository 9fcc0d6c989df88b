//! misconception: tasks-end-with-their-starter
//! A task cooks and sends the plates. When the guests leave, it keeps cooking.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::{
    sync::mpsc,
    time::{Instant, timeout_at},
};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let end = Instant::now() + limit;
    let (sender, mut served) = mpsc::channel(1);
    tokio::spawn(async move {
        for dish in dishes {
            let plate = kitchen.cook(dish).await;
            if sender.send(plate).await.is_err() {
                return;
            }
        }
    });
    let mut plates = Vec::new();
    while let Ok(Some(plate)) = timeout_at(end, served.recv()).await {
        plates.push(plate);
    }
    plates
}
