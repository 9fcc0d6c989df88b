//! What the stage costs: a poll on a lane against a bare one, and the drawing of a long
//! story.
//!
//! `cargo bench -p stage`; with `--profile dev` as stories are usually built. Bare and
//! staged rounds alternate, so that a slow moment of the machine slows both. Without
//! `--bench`, as under `cargo test --benches`, it only shows that all of it runs.

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
    let measures = std::env::args().any(|it| it == "--bench");
    let (polls, drawn, rounds) =
        if measures { (1_000_000, 100_000, 7) } else { (1_000, 1_000, 1) };
    for virtual_clock in [true, false] {
        compare_polls(virtual_clock, polls, rounds);
    }
    for lanes in [1, 100] {
        time_drawing(&long_story(drawn, lanes), drawn, lanes);
    }
}

/// Polls a task that only yields, bare and on a lane.
fn compare_polls(virtual_clock: bool, polls: u32, rounds: usize) {
    let mut bare = Vec::new();
    let mut staged = Vec::new();
    for _ in 0..rounds {
        bare.push(time_of(virtual_clock, 0, || yields(polls)));
        staged.push(time_of(virtual_clock, 1, || yields(polls).on_lane("x")));
    }
    let [bare, staged] = [bare, staged].map(median);
    let clock = if virtual_clock { "virtual" } else { "real" };
    println!(
        "{polls} polls, {clock} clock: bare {:.0} ns each, on a lane {:.0} ns, \
         ratio {:.2}",
        bare.as_nanos() as f64 / f64::from(polls),
        staged.as_nanos() as f64 / f64::from(polls),
        staged.as_secs_f64() / bare.as_secs_f64(),
    );
}

/// How long a task with this future takes, which has so many lanes.
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
    // A lane made before its act, or without the subscriber, would cost nothing.
    assert_eq!(record.lanes.len(), lanes);
    took
}

async fn yields(times: u32) {
    for _ in 0..times {
        yield_now().await;
    }
}

/// An act of so many polls in all, which its lanes have in turn.
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
            "{name} of {polls} polls on {lanes} lanes: {took:.1?}, {bytes} bytes"
        );
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
