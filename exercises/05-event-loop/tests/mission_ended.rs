//! The mission ends with its last scout: not before, not after, and with nobody
//! left.

#[path = "../mission_ended.rs"]
mod mission_ended;

use probe::{Log, Observed, OnLane, Rng, observe, time};
use std::time::Duration;
use tokio::time::sleep;

#[test]
fn ends_when_the_last_scout_is_back() {
    for times in missions() {
        let (observed, log) = run(&times);
        ended(&observed, &log, &times);
        let (took, last) = (observed.took, last(&times));
        if took == last {
            continue;
        }
        let belief = if took < last {
            left(&observed, &times)
        } else if one_by_one(&log, &times) {
            Some("awaits-in-sequence")
        } else {
            Some("long-enough")
        };
        let (took, last) = (time(took), time(last));
        let measured =
            format!("it ends at {took}, and the last scout is back at {last}");
        observed.reject(belief, measured);
    }
}

#[test]
fn says_each_report_when_its_scout_is_back() {
    for times in missions() {
        let (observed, log) = run(&times);
        ended(&observed, &log, &times);
        let mut said = log.lines();
        let end = said.pop().map(|(_, line)| line);
        match end.as_deref() {
            Some("mission ended") => {}
            None => observed.reject(left(&observed, &times), "it says nothing"),
            Some(line) => {
                let measured =
                    format!("its last line is \"{line}\", not \"mission ended\"");
                observed.reject(left(&observed, &times), measured)
            }
        }
        let mut expected: Vec<_> = times
            .iter()
            .enumerate()
            .map(|(name, &time)| (time, report(name)))
            .collect();
        expected.sort();
        if said != expected {
            let belief = if one_by_one(&log, &times) {
                Some("awaits-in-sequence")
            } else {
                left(&observed, &times)
            };
            observed.reject(belief, format!("it says {}", in_words(&said)));
        }
    }
}

#[test]
fn leaves_nothing_running() {
    for times in missions() {
        let (observed, log) = run(&times);
        ended(&observed, &log, &times);
        let count = observed.left_alive;
        if count > 0 {
            let measured = format!("it has ended; tasks still running: {count}");
            observed.reject(left(&observed, &times), measured);
        }
    }
}

/// Rejects who does not come to an end. Who still waits when all tasks are done, or
/// all reports said, has kept a sender; before that it is another story.
#[track_caller]
fn ended(observed: &Observed<()>, log: &Log, times: &[Duration]) {
    let all_in = observed.left_alive == 0 || log.lines().len() >= times.len();
    observed.output(all_in.then_some("kept-sender"));
}

/// Whether each scout went out when the one before was back.
fn one_by_one(log: &Log, times: &[Duration]) -> bool {
    let said = log.lines().into_iter().map(|(at, _)| at).take(times.len());
    let backs = times.iter().scan(Duration::ZERO, |back, time| {
        *back += *time;
        Some(*back)
    });
    times.len() > 1 && said.eq(backs)
}

/// What one believes who has left tasks running. Who ends at a time that is no
/// scout's has waited for a clock.
fn left(observed: &Observed<()>, times: &[Duration]) -> Option<&'static str> {
    let at_once = observed.took.is_zero() || times.contains(&observed.took);
    let belief = if at_once { "spawned-is-done" } else { "long-enough" };
    (observed.left_alive > 0).then_some(belief)
}

fn run(times: &[Duration]) -> (Observed<()>, Log) {
    let scouts = times.iter().enumerate().map(|(name, &time)| Scout { name, time });
    let scouts: Vec<_> = scouts.collect();
    let given = times.iter().map(|&it| time(it)).collect::<Vec<_>>().join(", ");
    let (sender, receiver) = std::sync::mpsc::channel();
    let observed = observe(async move {
        // The log's time begins with the attempt's.
        let log = Log::new();
        sender.send(log.clone()).expect("we wait for it below");
        mission_ended::mission(scouts, log).on_lane("mission").await;
    });
    let log = receiver.recv().expect("it was sent first of all");
    (observed.given(format!("scouts that need {given}")), log)
}

/// How long the scouts are out. No two return together, and those who are drawn at
/// no time that anybody would type: there are no ties.
fn missions() -> impl Iterator<Item = Vec<Duration>> {
    let fixed = [vec![1000, 2000], vec![1500, 700], vec![400], vec![300, 4100, 900]];
    let drawn = std::iter::once_with(|| {
        let mut times: Vec<_> = (1..60).map(|it| 97 * it).collect();
        Rng::new().shuffle(&mut times);
        times.truncate(5);
        times
    });
    let all = fixed.into_iter().chain(drawn);
    all.map(|times| times.into_iter().map(Duration::from_millis).collect())
}

fn last(times: &[Duration]) -> Duration {
    times.iter().max().copied().expect("nobody sends no scouts")
}

fn report(name: usize) -> String {
    format!("scout {name} is back")
}

fn in_words(said: &[(Duration, String)]) -> String {
    let lines = said.iter().map(|(at, line)| format!("\"{line}\" at {}", time(*at)));
    if said.is_empty() {
        "no report".to_owned()
    } else {
        lines.collect::<Vec<_>>().join(", ")
    }
}

/// One who goes out and comes back.
pub struct Scout {
    name: usize,
    time: Duration,
}

impl Scout {
    /// Is out for a time, and gives a report.
    pub async fn explore(self) -> String {
        let Self { name, time } = self;
        sleep(time).on_lane(format!("scout {name}")).await;
        report(name)
    }
}
