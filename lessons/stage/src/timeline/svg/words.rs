//! The picture in words, for screen readers and tooltips.

use super::{text::clean, ticks};
use crate::timeline::{Act, Axis, Hold, Lane, Record};
use std::time::Duration;
use svg::node::Text;

/// The maximum number of lanes per act in the description.
const MAX_LANES: usize = 12;

/// Describes all acts.
pub(super) fn story<'a>(acts: impl Iterator<Item = &'a Act>) -> Text {
    let acts: Vec<_> = acts.map(act).collect();
    Text::new(acts.join(" "))
}

fn act(act: &Act) -> String {
    let Act { number, title, record } = act;
    let took = match record.axis {
        Axis::Seconds => ticks::words(record.took),
        Axis::Lines => counted(record.took.as_secs(), "line"),
    };
    let mut lanes: Vec<_> =
        record.lanes.iter().take(MAX_LANES).map(|it| lane(it, record)).collect();
    if let Some(rest @ 1..) = record.lanes.len().checked_sub(MAX_LANES) {
        lanes.push(format!("and {}", counted(rest as u64, "more lane")));
    }
    format!("Act {number}, {}, {took}. {}.", clean(title), lanes.join("; "))
}

/// Describes what a lane did.
pub(super) fn lane(lane: &Lane, record: &Record) -> String {
    let what = match record.axis {
        Axis::Seconds => format!("held {}", threads(lane, record)),
        Axis::Lines => "ran".to_owned(),
    };
    let end = match (lane.end, record.axis) {
        (None, _) => "still waiting when the act ended".to_owned(),
        (Some((at, end)), Axis::Seconds) => {
            format!("{} at {}", end.words(), ticks::words(at))
        }
        (Some((at, end)), Axis::Lines) => match at.as_secs() {
            0 => format!("{} before the first line", end.words()),
            line => format!("{} after line {line}", end.words()),
        },
    };
    let held = held(&lane.holds, record.axis);
    format!("{}: {what} {held}, {end}", clean(&lane.name))
}

/// Describes how often and how long the thread with this name was held.
pub(super) fn thread(name: &str, holds: &[Hold]) -> String {
    format!("{}: held {}", clean(name), held(holds, Axis::Seconds))
}

/// Describes how often a lane or thread was held, and for how long, unless it took no
/// time.
fn held(holds: &[Hold], axis: Axis) -> String {
    let times = match holds.len() {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    };
    let total: Duration = holds.iter().map(|hold| hold.to - hold.from).sum();
    match (axis, holds.len()) {
        _ if total.is_zero() => times,
        (Axis::Lines, _) => {
            format!("{times}, for {}", counted(total.as_secs(), "line"))
        }
        (Axis::Seconds, 1) => format!("{times}, for {}", ticks::words(total)),
        (Axis::Seconds, _) => format!("{times}, for {} in all", ticks::words(total)),
    }
}

/// Names the threads that ran the lane, or returns `the thread` if the act has only
/// one.
fn threads(lane: &Lane, record: &Record) -> String {
    if record.threads.len() < 2 {
        return "the thread".to_owned();
    }
    let mut used = vec![false; record.threads.len()];
    for hold in &lane.holds {
        used[hold.thread] = true;
    }
    let names = record.threads.iter().zip(used).filter(|(_, used)| *used);
    let names: Vec<_> = names.map(|(name, _)| clean(name)).collect();
    let noun = if names.len() == 1 { "thread" } else { "threads" };
    format!("{noun} {}", names.join(" and "))
}

fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
