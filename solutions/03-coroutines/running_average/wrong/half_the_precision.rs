//! tests-failed: given 1000000.12, 999999.34
//! An `f32` has seven digits, which are too few for large numbers.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let (mut sum, mut count) = (0.0_f32, 0);
    let mut mean = 0.0;
    while let Some(number) = co.yield_(f64::from(mean)).await {
        sum += number as f32;
        count += 1;
        mean = sum / count as f32;
    }
    count
}
