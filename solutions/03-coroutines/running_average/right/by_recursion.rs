//! No variable changes. Each number leads to a new call with the new sum and count.

use genawaiter::rc::Co;

type Numbers = Co<f64, Option<f64>>;

pub fn running_average(co: Numbers) -> impl Future<Output = usize> {
    after(co, 0.0, 0)
}

async fn after(co: Numbers, sum: f64, count: usize) -> usize {
    match co.yield_(sum / count.max(1) as f64).await {
        None => count,
        Some(number) => Box::pin(after(co, sum + number, count + 1)).await,
    }
}
