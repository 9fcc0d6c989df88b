//! tests-failed: its first yield receives 10 and drops it
//! The priming resume gets its own yield, which drops the first number.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    co.yield_(0.0).await;
    let (mut sum, mut count, mut mean) = (0.0, 0, 0.0);
    while let Some(number) = co.yield_(mean).await {
        sum += number;
        count += 1;
        mean = sum / count as f64;
    }
    count
}
