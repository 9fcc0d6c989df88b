//! The state has its own type, with an inner coroutine that asks for the next
//! number.

use genawaiter::rc::Co;

#[derive(Default)]
struct Average {
    sum: f64,
    count: usize,
}

impl Average {
    /// Hands out the mean, and receives a number if there is one.
    async fn turn(&mut self, co: &Co<f64, Option<f64>>) -> Option<()> {
        let mean = if self.count > 0 { self.sum / self.count as f64 } else { -1.0 };
        self.sum += co.yield_(mean).await?;
        self.count += 1;
        Some(())
    }
}

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    let mut average = Average::default();
    while average.turn(&co).await.is_some() {}
    average.count
}
