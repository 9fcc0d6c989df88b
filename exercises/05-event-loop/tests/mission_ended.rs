//! The mission says each report when its scout is back, ends when the last scout is
//! back, and leaves no task running.

#[path = "../mission_ended.rs"]
mod mission_ended;

use probe::{Log, Observed, OnLane, Rng, ensure, observe, time, words::list};
use std::time::Duration;
use tokio::time::sleep;

#[test]
fn the_mission_ends_when_the_last_scout_is_back() {
    for it in runs() {
        let (took, last) = (it.observed.took, it.last());
        let misconception = match took < last {
            true => it.why_left(),
            false if it.is_one_by_one() => Some("awaits-in-sequence"),
            false => Some("long-enough"),
        };
        ensure!(
            it.observed,
            took == last,
            misconception,
            "it ends at {}, but the last scout is back at {}",
            time(took),
            time(last)
        );
    }
}

#[test]
fn each_report_is_said_when_its_scout_is_back() {
    for it in runs() {
        let mut said = it.said.clone();
        let end = said.pop().map_or("nothing".to_owned(), |(_, line)| line);
        ensure!(
            it.observed,
            end == "mission ended",
            it.why_left(),
            "its last line is \"{end}\", not \"mission ended\""
        );
        let reports = it.times.iter().enumerate();
        let mut reports: Vec<_> =
            reports.map(|(name, &at)| (at, report(name))).collect();
        reports.sort();
        let misconception = match it.is_one_by_one() {
            true => Some("awaits-in-sequence"),
            false => it.why_left(),
        };
        let lines =
            said.iter().map(|(at, line)| format!("\"{line}\" at {}", time(*at)));
        ensure!(
            it.observed,
            said == reports,
            misconception,
            "before its last line, it says {}",
            list(lines)
        );
    }
}

#[test]
fn no_task_is_left_running() {
    for it in runs() {
        let left = it.observed.left_alive;
        ensure!(
            it.observed,
            left == 0,
            it.why_left(),
            "it has returned; tasks still running: {left}"
        );
    }
}

/// A mission that has returned.
struct Run {
    /// How long each scout is out.
    times: Vec<Duration>,
    observed: Observed<()>,
    said: Vec<(Duration, String)>,
}

/// No two scouts return at the same time. When a random scout returns, nothing else
/// happens at that instant, so there are no ties.
fn runs() -> impl Iterator<Item = Run> {
    let drawn = std::iter::once_with(|| {
        Rng::new().distinct(5, 1..60).into_iter().map(|it| 97 * it).collect()
    });
    [vec![1000, 2000], vec![1500, 700], vec![400], vec![300, 4100, 900]]
        .into_iter()
        .chain(drawn)
        .map(|times: Vec<_>| times.into_iter().map(Duration::from_millis).collect())
        .map(Run::of)
}

impl Run {
    /// Runs a mission. Rejects it if it does not return.
    #[track_caller]
    fn of(times: Vec<Duration>) -> Self {
        let scouts = times.iter().enumerate();
        let scouts: Vec<_> =
            scouts.map(|(name, &time)| Scout { name, time }).collect();
        let (sender, receiver) = std::sync::mpsc::channel();
        let observed = observe(async move {
            // The log's clock starts with the attempt.
            let log = Log::new();
            sender.send(log.clone()).expect("it is received below");
            mission_ended::mission(scouts, log).on_lane("mission").await;
        });
        let given = list(times.iter().map(|it| time(*it)));
        let observed = observed.given(format!("scouts that need {given}"));
        let said = receiver.recv().expect("it was sent first").lines();
        // A mission that still waits after all tasks are done, or after all reports
        // have been said, has kept a sender. If it stops earlier, something else is
        // the cause.
        let all_in = observed.left_alive == 0 || said.len() >= times.len();
        observed.output(all_in.then_some("kept-sender"));
        Self { times, observed, said }
    }

    fn last(&self) -> Duration {
        self.times.iter().max().copied().expect("there is at least one scout")
    }

    /// Whether each scout went out only after the previous one was back.
    fn is_one_by_one(&self) -> bool {
        let said = self.said.iter().map(|(at, _)| *at).take(self.times.len());
        let backs = self.times.iter().scan(Duration::ZERO, |back, time| {
            *back += *time;
            Some(*back)
        });
        self.times.len() > 1 && said.eq(backs)
    }

    /// Explains why tasks are left running. A mission that ends at a time at which
    /// no scout comes back has waited for a fixed time.
    fn why_left(&self) -> Option<&'static str> {
        let took = self.observed.took;
        let at_once = took.is_zero() || self.times.contains(&took);
        let misconception = if at_once { "spawned-is-done" } else { "long-enough" };
        (self.observed.left_alive > 0).then_some(misconception)
    }
}

fn report(name: usize) -> String {
    format!("scout {name} is back")
}

/// A scout that goes out and comes back.
pub struct Scout {
    name: usize,
    time: Duration,
}

impl Scout {
    /// Takes the scout's time, and returns its report.
    pub async fn explore(self) -> String {
        let Self { name, time } = self;
        sleep(time).on_lane(format!("scout {name}")).await;
        report(name)
    }
}
