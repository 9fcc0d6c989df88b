//! tests-failed: its first yield receives 10 and drops it
//! The first value that is sent is always lost, so the body has a yield that loses
//! it.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let mut sum = 0.0;
    let mut count = 0;
    let mut mean = 0.0;
    // The first value is always lost.
    co.yield_(mean).await;
    while let Some(number) = co.yield_(mean).await {
        sum += number;
        count += 1;
        mean = sum / count as f64;
    }
    count
}
