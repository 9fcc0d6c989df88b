//! Six snippets to predict. What they say is found out by running them.

#[path = "../who_ran.rs"]
mod who_ran;

use probe::{Log, Observed, OnLane, observe, reject, time};
use std::{
    future::poll_fn,
    pin::pin,
    task::Poll::{self, Ready},
    time::Duration,
};
use tokio::{join, spawn, time::sleep};
use who_ran::LINES;

const SECOND: Duration = Duration::from_secs(1);

/// Two lines, and a second between them. (`on_lane` only draws the picture.)
async fn tea(log: Log) {
    log.say("put on");
    sleep(SECOND).on_lane("tea").await;
    log.say("ready");
}

async fn called(log: Log) {
    #[expect(unused_must_use, reason = "the snippet is about the forgotten await")]
    tea(log);
}

async fn kept(log: Log) {
    let pot = tea(log);
    sleep(5 * SECOND).await;
}

async fn dropped(log: Log) {
    drop(tea(log));
}

async fn awaited(log: Log) {
    tea(log).await;
}

async fn joined(log: Log) {
    join!(tea(log.clone()), tea(log));
}

async fn spawned(log: Log) {
    spawn(tea(log));
}

// Here end the snippets to read. What follows runs them and compares.

#[test]
fn the_lines_of_each_snippet_are_predicted() {
    let eager = [
        Believed {
            lines: run(awaited).count(),
            only_if: "a call ran the whole body",
            belief: "calling-starts-it",
        },
        Believed {
            lines: run(begun).count(),
            only_if: "a call ran the body as far as its first await",
            belief: "runs-to-its-first-await",
        },
    ];
    let soon = [
        Believed {
            lines: run(awaited).count(),
            only_if: "the snippet did not return before its task was done",
            belief: "spawned-is-done",
        },
        Believed {
            lines: run(begun).count(),
            only_if: "`spawn` ran the task as far as its first await",
            belief: "runs-to-its-first-await",
        },
    ];
    judge("1. called", LINES.called, &run(called), &eager);
    judge("2. kept", LINES.kept, &run(kept), &eager);
    judge("3. dropped", LINES.dropped, &run(dropped), &eager);
    judge("4. awaited", LINES.awaited, &run(awaited), &[]);
    judge("5. joined", LINES.joined, &run(joined), &[]);
    judge("6. spawned", LINES.spawned, &run(spawned), &soon);
}

/// What an eager future would have done by the time that it is handed over.
async fn begun(log: Log) {
    let mut tea = pin!(tea(log));
    let first: Poll<()> = poll_fn(|context| Ready(tea.as_mut().poll(context))).await;
    assert!(first.is_pending(), "it pauses once");
}

/// A count that somebody expects, and what would have to be the case.
struct Believed {
    lines: u64,
    only_if: &'static str,
    belief: &'static str,
}

/// Compares a guess with what was said. Who is wrong for a known reason hears the
/// reason and guesses again; nobody else learns anything from "no".
#[track_caller]
fn judge(snippet: &str, guess: Option<u64>, run: &Run, believed: &[Believed]) {
    let Some(guess) = guess else {
        reject(None, format!("{snippet}: there is no guess yet"))
    };
    if guess == run.count() {
        return;
    }
    let measured = format!("{snippet}: you expect {}", lines(guess));
    if let Some(it) = believed.iter().find(|it| it.lines == guess) {
        let measured = format!("{measured}. So it would be if {}.", it.only_if);
        reject(it.belief, measured);
    }
    let measured = format!("{measured}; {}", run.in_words());
    if run.said.is_empty() {
        // A picture would show what happens after the snippet.
        reject(None, measured);
    }
    run.observed.reject(None, measured);
}

fn run<F>(snippet: fn(Log) -> F) -> Run
where
    F: Future<Output = ()> + 'static,
{
    let observed = observe(async move {
        // The log's time begins with the snippet's.
        let log = Log::new();
        snippet(log.clone()).await;
        log.lines()
    });
    let said = observed.output(None).clone();
    Run { said, observed }
}

/// A snippet that was run, and what had been said when it returned.
struct Run {
    said: Vec<(Duration, String)>,
    observed: Observed<Vec<(Duration, String)>>,
}

impl Run {
    fn count(&self) -> u64 {
        self.said.len() as u64
    }

    fn in_words(&self) -> String {
        let said = self.said.iter();
        let said = said.map(|(at, line)| format!("\"{line}\" at {}", time(*at)));
        let said = said.collect::<Vec<_>>().join(", ");
        let colon = if said.is_empty() { "" } else { ": " };
        format!("when it returns there are {}{colon}{said}", lines(self.count()))
    }
}

fn lines(count: u64) -> String {
    format!("{count} {}", if count == 1 { "line" } else { "lines" })
}
