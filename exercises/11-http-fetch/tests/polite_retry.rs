//! It tries at the right times, gives up at the right time, and says the right thing
//! then, to the millisecond. One try is under way at a time, and none afterward.
//!
//! A server is a list of answers, each with the time that it takes. After the list,
//! it gives the page at once: too many tries return a page that should not have been
//! seen.

#[path = "../polite_retry.rs"]
mod polite_retry;

use polite_retry::{Error, get_politely};
use probe::{CallJournal, Observed, Rng, ensure, observe, time, words::list};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

#[test]
fn a_page_is_returned_when_it_comes() {
    let took = Rng::new().range(1..290);
    Run::of(&[(200, took)]).expect(Ok("page".into()), took, &[0]);
}

#[test]
fn a_busy_server_is_asked_again_after_growing_pauses() {
    let busy = Rng::new().range(1..30);
    let run = Run::of(&[(503, busy), (503, busy), (503, busy), (200, busy)]);
    let tries = [0, busy + 100, 2 * busy + 300, 3 * busy + 700];
    run.expect(Ok("page".into()), 4 * busy + 700, &tries);
    let run = Run::of(&[(503, 0), (200, busy)]);
    run.expect(Ok("page".into()), 100 + busy, &[0, 100]);
}

#[test]
fn the_fourth_try_is_the_last() {
    let busy = Run::of(&[(503, 0), (503, 0), (503, 0), (503, 0)]);
    let busy = busy.or(|it| {
        let waits = it.tried().get(3).is_some_and(|fourth| it.took() > *fourth);
        waits.then_some("a-pause-behind-each-try")
    });
    busy.expect(Err(Error::Status(503)), 700, &[0, 100, 300, 700]);
}

#[test]
fn what_cannot_change_is_not_asked_again() {
    let drawn = 400 + Rng::new().range(0..100) as u16;
    for status in [404, drawn, 500, 204] {
        let run = Run::of(&[(status, 20)]).or(|it| {
            let failed = (400..500).contains(&it.server.answers[0].0);
            // A client that asks again even after a page does not look at the
            // answer.
            let looks = || Run::of(&[(200, 20)]).tried().len() == 1;
            let again = it.tried().len() > 1 && failed && looks();
            again.then_some("failed-may-work-next-time")
        });
        run.expect(Err(Error::Status(status)), 20, &[0]);
        let run = Run::of(&[(503, 10), (status, 20)]);
        run.expect(Err(Error::Status(status)), 130, &[0, 110]);
    }
}

#[test]
fn a_try_that_hangs_is_given_up() {
    let run = Run::of(&[(200, HOUR), (200, 50)]).or(|it| {
        let is_over = *it.output() == Err(Error::TooLate) && it.tried().len() == 1;
        // An earlier end is a limit for the try, which is taken for that of the
        // whole.
        (is_over && it.took() >= 1000).then_some("a-limit-for-all-limits-each")
    });
    run.expect(Ok("page".into()), 450, &[0, 400]);
    let run = Run::of(&[(503, 0), (200, 299), (503, 0)]);
    run.expect(Ok("page".into()), 399, &[0, 100]);
    let run = Run::of(&[(503, 0), (503, 0), (503, 0), (200, HOUR)]);
    // The try has 0.3 s, and so has the whole: the two end together.
    run.expect(Err(Error::TooLate), 1000, &[0, 100, 300, 700]);
}

#[test]
fn the_whole_ends_after_a_second() {
    let is_late = |it: &Run| match it.output() {
        // A client without any limit has not thought of limits.
        _ if it.took() <= 1000 || it.tried().len() < 2 => None,
        // It looks at the clock between two steps.
        Err(Error::TooLate) => Some("a-look-at-the-clock"),
        _ => Some("a-limit-for-each-limits-all"),
    };
    let in_the_third_try = [(200, HOUR), (200, HOUR), (200, HOUR)];
    let in_the_fourth = [(503, 80), (503, 80), (503, 80), (200, 150)];
    for answers in [&in_the_third_try[..], &in_the_fourth] {
        Run::of(answers).or(is_late).returns(Err(Error::TooLate), 1000);
    }
    // In the pause after the third try. A client that knows by then that the pause
    // is too long for what is left may say so, and may say what the server said
    // last.
    let run = Run::of(&[(503, 200), (503, 200), (503, 200)]);
    let (output, took) = (run.output(), run.took());
    let is_right = output.is_err() && (900..=1000).contains(&took);
    let measured = format!("it returns {output:?} after {}", at(took));
    ensure!(run.observed, is_right, is_late(&run), "{measured}");
}

#[test]
fn one_try_is_under_way_at_a_time_and_none_after_the_end() {
    let hang = (200, HOUR);
    for (answers, due) in [
        (&[hang, (200, 50)][..], &[0, 400][..]),
        (&[hang, hang, hang], &[0, 400, 900]),
    ] {
        let Run { server, observed, .. } = &Run::of(answers);
        observed.output(None);
        let (peak, left) = (server.tries.peak(), observed.left_alive);
        let starter = Some("tasks-end-with-their-starter");
        // Beginning one before the other is given up needs no tasks.
        let by_tasks = starter.filter(|_| server.tried() == due);
        ensure!(
            observed,
            peak <= 1,
            by_tasks,
            "{peak} tries are under way together"
        );
        let measured = format!("it has returned; tasks still running: {left}");
        ensure!(observed, left == 0, starter, "{measured}");
    }
}

const HOUR: u64 = 3_600_000;

/// Answers each try in turn: a status, and the milliseconds that it takes. Clones
/// are the same server.
#[derive(Clone)]
pub struct Server {
    answers: Arc<[(u16, u64)]>,
    tries: CallJournal<usize>,
}

impl Server {
    /// One try: a status, and a body.
    pub async fn get(&self) -> (u16, String) {
        let number = self.tries.begun().len();
        let (status, delay) = self.answers.get(number).copied().unwrap_or((200, 0));
        let answered = sleep(Duration::from_millis(delay));
        self.tries.run(number, format!("try {}", number + 1), answered).await;
        let body = if status == 200 { "page" } else { "" };
        (status, body.to_owned())
    }

    /// When each try began.
    fn tried(&self) -> Vec<u64> {
        self.tries.begun().iter().map(|(at, _)| at.as_millis() as u64).collect()
    }
}

/// An attempt that was observed. Its times are milliseconds.
struct Run {
    server: Server,
    observed: Observed<Result<String, Error>>,
    why: fn(&Self) -> Option<&'static str>,
}

impl Run {
    fn of(answers: &[(u16, u64)]) -> Self {
        let given: Vec<_> = answers.iter().map(|&answer| in_words(answer)).collect();
        let server = Server { answers: answers.into(), tries: CallJournal::new() };
        let theirs = server.clone();
        let observed = observe(async move {
            theirs.tries.start();
            get_politely(theirs).await
        });
        let observed = observed.given(given.join(", "));
        Self { server, observed, why: |_| None }
    }

    #[track_caller]
    fn output(&self) -> &Result<String, Error> {
        self.observed.output(None)
    }

    fn tried(&self) -> Vec<u64> {
        self.server.tried()
    }

    fn took(&self) -> u64 {
        self.observed.took.as_millis() as u64
    }

    /// Says what explains that it does something else.
    fn or(self, why: fn(&Self) -> Option<&'static str>) -> Self {
        Self { why, ..self }
    }

    /// Compares the tries, the result, and its time.
    #[track_caller]
    fn expect(&self, output: Result<String, Error>, took: u64, tries: &[u64]) {
        self.output();
        let tried = self.tried();
        let blocks = || {
            let early = tried.iter().zip(tries).any(|(tried, due)| tried < due);
            early && self.observed.slept_for_real(Duration::from_millis(100))
        };
        ensure!(
            self.observed,
            tried == tries,
            (self.why)(self).or_else(|| blocks().then_some("blocking-is-waiting")),
            "it tries at {}; due is {}",
            list(tried.iter().map(|it| at(*it))),
            list(tries.iter().map(|it| at(*it)))
        );
        self.returns(output, took);
    }

    #[track_caller]
    fn returns(&self, output: Result<String, Error>, took: u64) {
        let (returned, after) = (self.output(), self.took());
        ensure!(
            self.observed,
            *returned == output && after == took,
            (self.why)(self),
            "it returns {returned:?} after {}; due is {output:?} after {}",
            at(after),
            at(took)
        );
    }
}

fn at(millis: u64) -> String {
    time(Duration::from_millis(millis))
}

fn in_words((status, delay): (u16, u64)) -> String {
    match delay {
        HOUR => "no answer".to_owned(),
        0 => format!("{status} at once"),
        _ => format!("{status} after {delay} ms"),
    }
}
