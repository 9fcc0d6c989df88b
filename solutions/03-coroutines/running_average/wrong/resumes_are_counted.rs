//! misconception: each-resume-is-a-value
//! Counts how often the body was resumed. The means are still right.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let (mut sum, mut count) = (0.0, 0);
    loop {
        let mean = sum / count as f64;
        count += 1;
        let Some(number) = co.yield_(mean).await else { return count };
        sum += number;
    }
}
