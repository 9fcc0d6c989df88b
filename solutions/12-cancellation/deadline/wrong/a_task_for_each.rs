//! misconception: tasks-end-with-their-starter
//! There is one deadline for all courses, and each course is a task, because long
//! work should be a task.

use crate::{Kitchen, Plate};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

pub async fn dinner(
    kitchen: Kitchen,
    dishes: Vec<&'static str>,
    limit: Duration,
) -> Vec<Plate> {
    let deadline = Instant::now() + limit;
    let mut plates = Vec::new();
    for dish in dishes {
        let kitchen = kitchen.clone();
        let task = tokio::spawn(async move { kitchen.cook(dish).await });
        match timeout_at(deadline, task).await {
            Ok(plate) => plates.push(plate.expect("cooks do not panic")),
            Err(_) => break,
        }
    }
    plates
}
