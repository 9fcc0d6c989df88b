//! Measures the cost of the stage: of a poll with and without a lane, and of drawing a
//! long story.
//!
//! Run it with `cargo bench -p stage`, or add `--profile dev` to build it like a
//! story. Rounds with and without a lane alternate, so a slow moment on the machine
//! affects both. Without `--bench`, as in `cargo test --benches`, it runs only a few
//! rounds, to show that everything works.

use stage::{
    OnLane,
    testing::bench::record,
    timeline::{Act, Axis, End, Hold, Lane, Record, svg, terminal, trace},
};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};
use tokio::task::yield_now;

fn main() {
    let is_benchmark = std::env::args().any(|it| it == "--bench");
    let (polls, drawn, rounds) =
        if is_benchmark { (1_000_000, 100_000, 7) } else { (1_000, 1_000, 1) };
    for virtual_clock in [true, false] {
        compare_polls(virtual_clock, polls, rounds);
    }
    for lanes in [1, 100] {
        time_drawing(&long_story(drawn, lanes), drawn, lanes);
    }
}

/// Polls a task that only yields, first without a lane and then with one.
fn compare_polls(virtual_clock: bool, polls: u32, rounds: usize) {
    let mut bare = Vec::new();
    let mut on_lane = Vec::new();
    for _ in 0..rounds {
        bare.push(time_of(virtual_clock, 0, || yields(polls)));
        on_lane.push(time_of(virtual_clock, 1, || yields(polls).on_lane("x")));
    }
    let [bare, on_lane] = [bare, on_lane].map(median);
    let clock = if virtual_clock { "virtual" } else { "real" };
    println!(
        "{polls} polls, {clock} clock: {:.0} ns each without a lane, {:.0} ns with \
         one, ratio {:.2}",
        bare.as_nanos() as f64 / f64::from(polls),
        on_lane.as_nanos() as f64 / f64::from(polls),
        on_lane.as_secs_f64() / bare.as_secs_f64(),
    );
}

/// Returns how long a task that runs this future takes. The future must have `lanes`
/// lanes.
fn time_of<F>(
    virtual_clock: bool,
    lanes: usize,
    future: impl FnOnce() -> F,
) -> Duration
where
    F: Future<Output = ()> + Send + 'static,
{
    let mut took = Duration::ZERO;
    let record = record(virtual_clock, async {
        let start = Instant::now();
        tokio::spawn(future()).await.expect("a task that yields does not panic");
        took = start.elapsed();
    });
    // If the lanes were not recorded, they would seem to cost nothing.
    assert_eq!(record.lanes.len(), lanes);
    took
}

async fn yields(times: u32) {
    for _ in 0..times {
        yield_now().await;
    }
}

/// Returns a story with one act, in which the lanes are polled in turn.
///
/// `polls` is the number of polls in total.
fn long_story(polls: usize, lanes: usize) -> Vec<Act> {
    let poll = |number: usize| {
        let at = Duration::from_millis(number as u64);
        Hold { from: at, to: at, thread: 0 }
    };
    let took = Duration::from_millis(polls as u64);
    let lane = |lane: usize| Lane {
        name: format!("task {lane}"),
        holds: (lane..polls).step_by(lanes).map(poll).collect(),
        end: Some((took, End::Done)),
    };
    let lanes = (0..lanes).map(lane).collect();
    let threads = vec!["main".to_owned()];
    let record =
        Record { axis: Axis::Seconds, lanes, threads, lines: Vec::new(), took };
    vec![Act { number: 1, title: "Many polls".to_owned(), record }]
}

fn time_drawing(acts: &[Act], polls: usize, lanes: usize) {
    let look = terminal::Look { width: 80, ascii: false };
    let drawers: [(&str, &dyn Fn() -> String); 3] = [
        ("terminal", &|| terminal::draw(&acts[0].record, look)),
        ("svg", &|| svg::draw("A long story", acts)),
        ("trace", &|| trace::json("A long story", acts)),
    ];
    for (name, draw) in drawers {
        let start = Instant::now();
        let bytes = black_box(draw()).len();
        let took = start.elapsed();
        println!(
            "{name}, {polls} polls on {lanes} lanes: {took:.1?}, {bytes} bytes"
        );
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
