//! misconception: a-let-keeps-its-value
//! A paused body keeps its variables, but this loop makes new ones on every pass.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let (mut mean, mut total) = (0.0, 0);
    loop {
        let mut sum = 0.0;
        let mut count = 0;
        let Some(number) = co.yield_(mean).await else { return total };
        sum += number;
        count += 1;
        total += 1;
        mean = sum / count as f64;
    }
}
