//! No variable ever changes: each number makes a new call with what is known by
//! then.

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
