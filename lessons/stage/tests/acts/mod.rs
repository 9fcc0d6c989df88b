//! Acts made by hand, for the tests of the pictures. Times are in milliseconds.

use stage::timeline::{Act, Axis, End, Hold, Lane, Record};
use std::time::Duration;

/// An act on two threads, "main" and "worker", of which no line is known.
pub(crate) fn act(number: usize, axis: Axis, took: u64, lanes: Vec<Lane>) -> Act {
    let threads = vec!["main".to_owned(), "worker".to_owned()];
    let took = Duration::from_millis(took);
    let record = Record { axis, lanes, threads, lines: Vec::new(), took };
    Act { number, title: format!("Act number {number}"), record }
}

/// A lane that held "main" from and to these times.
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

/// One act with so many polls, which its lanes have in turn, a millisecond apart.
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

/// A hold of "main".
fn hold(from: u64, to: u64) -> Hold {
    let [from, to] = [from, to].map(Duration::from_millis);
    Hold { from, to, thread: 0 }
}
