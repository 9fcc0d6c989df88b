//! How long it takes to start a thread or a task and wait for its end.
//!
//! The two measurements take turns, and the fastest try of each counts, because
//! other programs disturbed the slower ones.

use stage::say;
use std::{
    thread,
    time::{Duration, Instant},
};
use tokio::runtime::{Builder, Runtime};

const TRIES: usize = 300;
const TASKS_IN_A_TRY: u32 = 100;

pub(crate) fn what_it_takes() {
    let runtime = Builder::new_current_thread().build();
    let runtime = runtime.expect("a runtime without a clock needs only memory");
    let tries = (0..TRIES).map(|_| (start_a_thread(), start_a_task(&runtime)));
    let (threads, tasks): (Vec<_>, Vec<_>) = tries.unzip();
    let [thread, task] = [threads, tasks].map(fastest);
    say!("a thread started and joined  {} us", rounded(micros(thread)));
    say!("a task started and joined    {} us", rounded(micros(task)));
    let times = micros(thread) / micros(task).max(0.001);
    say!("the thread takes about {} times as long", rounded(times));
}

fn start_a_thread() -> Duration {
    let start = Instant::now();
    thread::spawn(|| {}).join().expect("an empty body does not panic");
    start.elapsed()
}

/// A single task takes too little time to be measured by the clocks of some machines.
fn start_a_task(runtime: &Runtime) -> Duration {
    runtime.block_on(async {
        let start = Instant::now();
        for _ in 0..TASKS_IN_A_TRY {
            tokio::spawn(async {}).await.expect("an empty body does not panic");
        }
        start.elapsed() / TASKS_IN_A_TRY
    })
}

fn fastest(tries: Vec<Duration>) -> Duration {
    tries.into_iter().min().unwrap_or_default()
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// Rounds to two significant digits.
fn rounded(number: f64) -> String {
    let unit = if number < 1.0 { 100.0 } else { 10.0 };
    if number < 10.0 {
        return ((number * unit).round() / unit).to_string();
    }
    let digits = 10_f64.powf(number.log10().floor() - 1.0);
    format!("{:.0}", (number / digits).round() * digits)
}
