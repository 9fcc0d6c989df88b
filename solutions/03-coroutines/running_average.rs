//! One yield hands out the previous answer and returns the next number.
//!
//! So the body needs some value as the mean before the first number, for the priming
//! resume. The body keeps its state in local variables, which are declared before
//! the loop. The loop ends when it receives `None`, which does not match its
//! pattern.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let (mut sum, mut count, mut mean) = (0.0, 0, 0.0);
    while let Some(number) = co.yield_(mean).await {
        sum += number;
        count += 1;
        mean = sum / count as f64;
    }
    count
}
