//! misconception: none-ends-it
//! `None` ends every iterator, so it should end a coroutine as well.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let (mut sum, mut count, mut mean) = (0.0, 0, 0.0);
    loop {
        if let Some(number) = co.yield_(mean).await {
            sum += number;
            count += 1;
            mean = sum / count as f64;
        }
    }
}
