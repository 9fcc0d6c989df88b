//! Builds acts for the tests of the pictures. Times are in milliseconds.

use stage::timeline::{Act, Axis, End, Hold, Lane, Record};
use std::time::Duration;

/// Returns an act with two threads, "main" and "worker", and without lines.
pub(crate) fn act(number: usize, axis: Axis, took: u64, lanes: Vec<Lane>) -> Act {
    let threads = vec!["main".to_owned(), "worker".to_owned()];
    let took = Duration::from_millis(took);
    let record = Record { axis, lanes, threads, lines: Vec::new(), took };
    Act { number, title: format!("Act number {number}"), record }
}

/// Returns a lane that held "main". Each hold is a pair of its start and its end.
pub(crate) fn lane(
    name: &str,
    holds: &[(u64, u64)],
    end: Option<(u64, End)>,
) -> Lane {
    Lane {
        name: name.to_owned(),
        holds: holds.iter().map(|&(from, to)| hold(from, to)).collect(),
        end: end.map(|(at, end)| (Duration::from_millis(at), end)),
    }
}

/// Returns an act with one poll per millisecond. The lanes are polled in turn.
pub(crate) fn many_polls(polls: u64, lanes: usize) -> Act {
    let polls_of =
        |index| (index..polls).step_by(lanes).map(|at| (at, at)).collect();
    let lanes = (0..lanes as u64).map(|index| {
        let polls: Vec<_> = polls_of(index);
        lane(
            &format!("task {index}"),
            &polls,
            Some((polls[polls.len() - 1].0, End::Done)),
        )
    });
    act(1, Axis::Seconds, polls, lanes.collect())
}

/// Returns a hold of "main".
fn hold(from: u64, to: u64) -> Hold {
    let [from, to] = [from, to].map(Duration::from_millis);
    Hold { from, to, thread: 0 }
}
