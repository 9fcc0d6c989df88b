//! misconception: a-yield-takes-or-answers
//! Uses one yield to receive and one to answer, as if each of them did only one
//! thing.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let (mut sum, mut count) = (0.0, 0);
    while let Some(number) = co.yield_(0.0).await {
        sum += number;
        count += 1;
        co.yield_(sum / count as f64).await;
    }
    count
}
