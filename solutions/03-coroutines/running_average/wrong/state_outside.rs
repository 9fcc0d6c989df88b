//! misconception: pausing-forgets
//! A local variable seems to be lost when a function pauses, so the state is stored
//! outside.

use genawaiter::rc::Co;
use std::cell::Cell;

thread_local! {
    static SUM: Cell<f64> = const { Cell::new(0.0) };
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    SUM.set(0.0);
    COUNT.set(0);
    let mut mean = 0.0;
    while let Some(number) = co.yield_(mean).await {
        SUM.set(SUM.get() + number);
        COUNT.set(COUNT.get() + 1);
        mean = SUM.get() / COUNT.get() as f64;
    }
    COUNT.get()
}
