//! One yield hands out the last answer and gives the next number.
//!
//! So the body needs a mean before the first number, for the resume that primes.
//! What it remembers are two local variables before the loop; the loop ends by
//! itself when a `None` does not fit its pattern.

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
