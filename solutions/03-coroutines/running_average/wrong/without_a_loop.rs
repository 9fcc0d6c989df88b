//! misconception: resume-starts-over
//! Each resume should run the whole body, as a call does.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let (mut sum, mut count) = (0.0, 0);
    if let Some(number) = co.yield_(0.0).await {
        sum += number;
        count += 1;
        co.yield_(sum / count as f64).await;
    }
    count
}
