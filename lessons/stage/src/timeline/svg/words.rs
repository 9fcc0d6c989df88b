//! The picture in words, for who hears it and for who points at a lane.

use super::{text::clean, ticks};
use crate::timeline::{Act, Axis, Hold, Lane, Record};
use std::time::Duration;
use svg::node::Text;

/// A list longer than this is no description any more.
const LANES: usize = 12;

/// All of the story.
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
        record.lanes.iter().take(LANES).map(|it| lane(it, record)).collect();
    if let Some(rest @ 1..) = record.lanes.len().checked_sub(LANES) {
        lanes.push(format!("and {}", counted(rest as u64, "more lane")));
    }
    format!("Act {number}, {}, {took}. {}.", clean(title), lanes.join("; "))
}

/// What a lane did.
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

/// When a thread, of this name, was held.
pub(super) fn thread(name: &str, holds: &[Hold]) -> String {
    format!("{}: held {}", clean(name), held(holds, Axis::Seconds))
}

/// How often, and for how long if that can be seen.
fn held(holds: &[Hold], axis: Axis) -> String {
    let times = match holds.len() {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    };
    let long: Duration = holds.iter().map(|hold| hold.to - hold.from).sum();
    match (axis, holds.len()) {
        _ if long.is_zero() => times,
        (Axis::Lines, _) => {
            format!("{times}, for {}", counted(long.as_secs(), "line"))
        }
        (Axis::Seconds, 1) => format!("{times}, for {}", ticks::words(long)),
        (Axis::Seconds, _) => format!("{times}, for {} in all", ticks::words(long)),
    }
}

/// The threads that ran the lane; by name if the act had several.
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
