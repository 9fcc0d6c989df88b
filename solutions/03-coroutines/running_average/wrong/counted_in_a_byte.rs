//! tests-failed: in all): it panicked: attempt to add with overflow
//! `f64::from` accepts a `u8` but not a `usize`. A `u8` overflows at 256, though.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let (mut sum, mut count, mut mean) = (0.0, 0_u8, 0.0);
    while let Some(number) = co.yield_(mean).await {
        sum += number;
        count += 1;
        mean = sum / f64::from(count);
    }
    usize::from(count)
}
