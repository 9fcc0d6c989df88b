//! The learner predicts how many lines each of six snippets has logged by the time
//! it returns.

#[path = "../programs/who_ran.rs"]
mod programs;
#[path = "../who_ran.rs"]
mod who_ran;

use probe::{
    Log,
    predict::{Alternative, Column, Outcome, Sheet},
    time, words,
};
use programs::*;
use std::{
    future::poll_fn,
    pin::pin,
    task::Poll::{self, Ready},
};
use who_ran::LINES;

#[test]
fn the_lines_of_each_snippet_are_predicted() {
    let sheet = Sheet::new([Column::count(
        "lines",
        "when it returns, it has logged",
        "line",
    )])
    .question("1. called", LINES.called, || lines(called))
    .question("2. kept", LINES.kept, || lines(kept))
    .question("3. dropped", LINES.dropped, || lines(dropped))
    .question("4. awaited", LINES.awaited, || lines(awaited))
    .question("5. joined", LINES.joined, || lines(joined))
    .question("6. spawned", LINES.spawned, || lines(spawned));
    let alternatives = [
        if_("a call ran the whole body", "calling-starts-it", awaited),
        if_(
            "a call ran the body up to its first await",
            "runs-to-its-first-await",
            begun,
        ),
    ];
    sheet.judge("1. called", alternatives);
    // A learner who knows that a call doesn't run the body may still think that it runs
    // as time passes.
    let meanwhile = "the future ran while the snippet slept";
    sheet.judge("2. kept", [if_(meanwhile, None, awaited)]);
    sheet.judge("3. dropped", []);
    sheet.judge("4. awaited", []);
    sheet.judge("5. joined", []);
    let alternatives = [
        if_("the snippet waited for its task", "spawned-is-done", awaited),
        if_(
            "`spawn` ran the task up to its first await",
            "runs-to-its-first-await",
            begun,
        ),
    ];
    sheet.judge("6. spawned", alternatives);
}

fn lines<F: Future>(snippet: impl FnOnce(Log) -> F + 'static) -> Outcome {
    Outcome::logged(snippet, |lines, _| {
        let said =
            lines.iter().map(|(at, line)| format!("\"{line}\" at {}", time(*at)));
        Outcome::new(lines.len()).detail(format!("It logs {}.", words::list(said)))
    })
}

fn if_<F: Future>(
    if_: &str,
    misconception: impl Into<Option<&'static str>>,
    snippet: impl Fn(Log) -> F + Copy + 'static,
) -> Alternative {
    Alternative::new(if_, misconception, move || lines(snippet))
}

/// What an eager future would have done before the call returned.
async fn begun(log: Log) {
    let mut tea = pin!(tea(log));
    let first: Poll<()> = poll_fn(|context| Ready(tea.as_mut().poll(context))).await;
    assert!(first.is_pending(), "the tea is still asleep");
}
