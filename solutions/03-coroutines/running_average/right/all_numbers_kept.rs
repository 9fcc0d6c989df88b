//! Keeps every number. While the coroutine is being primed, it yields 0 / 0, which
//! is NaN, but that value is ignored.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let mut numbers: Vec<f64> = Vec::new();
    loop {
        let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
        match co.yield_(mean).await {
            Some(number) => numbers.push(number),
            None => break numbers.len(),
        }
    }
}
