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
        ensure!(
            it.observed,
            took == last,
            it.explain(),
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
            it.explain(),
            "its last line is \"{end}\", not \"mission ended\""
        );
        let reports = it.times.iter().enumerate();
        let mut reports: Vec<_> =
            reports.map(|(name, &at)| (at, report(name))).collect();
        // Reports that arrive at the same moment may be logged in any order.
        reports.sort();
        said.sort();
        let missing = reports.iter().find(|it| !said.contains(it));
        let added = said.iter().find(|it| !reports.contains(it));
        let words = |it: Option<&(Duration, String)>| match it {
            Some((at, line)) => format!("\"{line}\" at {}", time(*at)),
            None => "nothing more".to_owned(),
        };
        ensure!(
            it.observed,
            said == reports,
            it.explain(),
            "it logged {} of {} reports at the right moment. Expected: {}; logged: {}",
            reports.iter().filter(|it| said.contains(it)).count(),
            reports.len(),
            words(missing),
            words(added)
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
            it.explain(),
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

/// More scouts than any limit that a mission might have.
const MANY: u64 = 40;

/// In the case with many scouts, half of them return at the same moment, and two are out
/// for ten minutes. In the other cases, all scouts return at different times, and when
/// a random scout returns, nothing else happens at that instant.
fn runs() -> impl Iterator<Item = Run> {
    let drawn = std::iter::once_with(|| {
        Rng::new().distinct(5, 1..60).into_iter().map(|it| 97 * it).collect()
    });
    let many = (0..MANY).map(|it| if it % 2 == 0 { 500 } else { 300 + 7 * it });
    let many = many.chain([600_000, 600_000]).collect();
    [vec![1000, 2000], vec![1500, 700], vec![400], vec![300, 4100, 900], many]
        .into_iter()
        .chain(drawn)
        .map(|times: Vec<_>| Run::of(times.into_iter().map(Duration::from_millis)))
}

impl Run {
    /// Runs a mission. Rejects the mission if it does not return.
    #[track_caller]
    fn of(times: impl IntoIterator<Item = Duration>) -> Self {
        let times: Vec<_> = times.into_iter().collect();
        let (mut observed, said) = play(&times, Duration::ZERO);
        let given = match times.len() {
            few if few < MANY as usize => {
                let each = list(times.iter().map(|it| time(*it)));
                format!("scouts that need {each}")
            }
            many => {
                // The picture would have too many lanes to read.
                observed.record.lanes.clear();
                format!("{many} scouts, half of which need 0.5 s")
            }
        };
        let observed = observed.given(given);
        // A mission that still waits after all tasks are done, or after all reports
        // have been said, has kept a sender. If it stops earlier, something else is
        // the cause.
        let all_in = observed.left_alive == 0 || said.len() >= times.len();
        observed.output(all_in.then_some("kept-sender"));
        let (polls, most) = (observed.polls, 10 * (times.len() + 1));
        ensure!(
            observed,
            polls <= most,
            "now-and-then-is-waiting",
            "it was polled {polls} times; waiting takes at most {most} polls"
        );
        Self { times, observed, said }
    }

    fn last(&self) -> Duration {
        self.times.iter().max().copied().expect("there is at least one scout")
    }

    /// The misconception that explains what went wrong.
    fn explain(&self) -> Option<&'static str> {
        if self.is_one_by_one() {
            Some("awaits-in-sequence")
        } else if waits_for_a_fixed_time() {
            Some("long-enough")
        } else {
            self.goes_on_without_it().then_some("spawned-is-done")
        }
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

    /// True if the mission ended immediately, and its tasks do all of their work later.
    fn goes_on_without_it(&self) -> bool {
        let (_, later) = play(&self.times, Duration::from_secs(1200));
        self.observed.took.is_zero() && later.len() == self.times.len() + 1
    }
}

/// True if the mission always takes the same wrong time, or always ends the same time
/// after the last scout is back.
fn waits_for_a_fixed_time() -> bool {
    let took = [400, 900].map(|millis| {
        let time = Duration::from_millis(millis);
        let (observed, _) = play(&[time], Duration::ZERO);
        (observed.took, observed.took.saturating_sub(time))
    });
    let [(one, late), (other, also_late)] = took;
    (one == other && !one.is_zero()) || (late == also_late && !late.is_zero())
}

/// Runs a mission, and returns what it and its tasks have logged once the time `after`
/// has passed since its end.
fn play(
    times: &[Duration],
    after: Duration,
) -> (Observed<()>, Vec<(Duration, String)>) {
    let scouts = times.iter().enumerate();
    let scouts: Vec<_> = scouts.map(|(name, &time)| Scout { name, time }).collect();
    let (sender, receiver) = std::sync::mpsc::channel();
    let observed = observe(async move {
        // The log's clock starts with the attempt.
        let log = Log::new();
        sender.send(log.clone()).expect("it is received below");
        mission_ended::mission(scouts, log).on_lane("mission").await;
        if !after.is_zero() {
            sleep(after).await;
        }
    });
    (observed, receiver.recv().expect("it was sent first").lines())
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
