//! misconception: each-resume-is-a-value
//! The priming resume is counted like the others, which also avoids a division by
//! zero.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let (mut sum, mut count) = (0.0, 1);
    while let Some(number) = co.yield_(sum / count as f64).await {
        sum += number;
        count += 1;
    }
    count
}
