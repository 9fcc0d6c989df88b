//! Each number shifts the mean by its share, so the sum isn't needed. The first
//! yield is before the loop.

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let mut sent = co.yield_(f64::NAN).await;
    let (mut count, mut mean) = (0, 0.0);
    loop {
        let Some(number) = sent else { return count };
        count += 1;
        mean += (number - mean) / count as f64;
        sent = co.yield_(mean).await;
    }
}
