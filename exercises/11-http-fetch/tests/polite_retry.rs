//! The tries begin at the right times, and the right result is returned at the right
//! time, to the millisecond. One try is in progress at a time, and none afterward.
//!
//! A server is a list of answers, each with the time that it takes. After the last
//! answer, it answers each try immediately with the page, so a client that tries too
//! often returns a page that it should never get.

#[path = "../polite_retry.rs"]
mod polite_retry;

use polite_retry::{Error, get_politely};
use probe::{CallJournal, Observed, Rng, ensure, observe, time, words::list};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

#[test]
fn a_page_is_returned_when_it_arrives() {
    let took = Rng::new().range(1..290);
    Run::of(&[(200, took)]).expect(Ok("page".into()), took, [0]);
}

#[test]
fn a_busy_server_is_tried_again_after_growing_pauses() {
    let busy = Rng::new().range(1..30);
    let run = Run::of(&[(503, busy), (503, busy), (503, busy), (200, busy)]);
    let tries = [0, busy + 100, 2 * busy + 300, 3 * busy + 700];
    run.expect(Ok("page".into()), 4 * busy + 700, tries);
    let run = Run::of(&[(503, 0), (200, busy)]);
    run.expect(Ok("page".into()), 100 + busy, [0, 100]);
}

#[test]
fn the_fourth_try_is_the_last() {
    let busy = Run::of(&[(503, 0), (503, 0), (503, 0), (503, 0)]);
    let busy = busy.or(|it| {
        let waits = it.tried.get(3).is_some_and(|fourth| it.took > *fourth);
        waits.then_some("a-pause-behind-each-try")
    });
    busy.expect(Err(Error::Status(503)), 700, [0, 100, 300, 700]);
}

#[test]
fn a_final_status_is_not_tried_again() {
    let drawn = 400 + Rng::new().range(0..100) as u16;
    for status in [404, drawn, 500, 204] {
        let run = Run::of(&[(status, 20)]).or(|it| {
            let failed = (400..500).contains(&it.server.answers[0].0);
            // A client that tries again after getting a page ignores the status.
            let looks = || Run::of(&[(200, 20)]).tried.len() == 1;
            let again = it.tried.len() > 1 && failed && looks();
            again.then_some("failed-may-work-next-time")
        });
        run.expect(Err(Error::Status(status)), 20, [0]);
        let run = Run::of(&[(503, 10), (status, 20)]);
        run.expect(Err(Error::Status(status)), 130, [0, 110]);
    }
}

#[test]
fn a_try_that_hangs_is_dropped() {
    let run = Run::of(&[HANG, (200, 50)]).or(|it| {
        let is_over = it.output == Err(Error::TooLate) && it.tried.len() == 1;
        // If the call ends earlier, it uses the limit for one try as the limit for
        // the whole call.
        (is_over && it.took >= ms(1000)).then_some("a-limit-for-all-limits-each")
    });
    run.expect(Ok("page".into()), 450, [0, 400]);
    // The pause depends on the number of failed tries, not on how they failed.
    let run = Run::of(&[(503, 10), HANG, (200, 20)]);
    run.expect(Ok("page".into()), 630, [0, 110, 610]);
    let run = Run::of(&[HANG, (503, 10), (200, 20)]);
    run.expect(Ok("page".into()), 630, [0, 400, 610]);
    let run = Run::of(&[(503, 0), (200, 299), (503, 0)]);
    run.expect(Ok("page".into()), 399, [0, 100]);
    let run = Run::of(&[(503, 0), (503, 0), (503, 0), HANG]);
    // The try and the whole call both have 0.3 s left, so they end at the same time.
    run.expect(Err(Error::TooLate), 1000, [0, 100, 300, 700]);
}

#[test]
fn the_whole_call_ends_after_a_second() {
    let is_late = |it: &Run| match it.output {
        // If a client doesn't have any limit, something else is wrong.
        _ if it.took <= ms(1000) || it.tried.len() < 2 => None,
        _ if it.reads_another_clock() => Some("one-clock-for-all"),
        // The client checks the clock only between two steps.
        Err(Error::TooLate) => Some("a-look-at-the-clock"),
        _ => Some("a-limit-for-each-limits-all"),
    };
    let in_the_third_try = Run::of(&[HANG; 3]);
    in_the_third_try.or(is_late).expect(Err(Error::TooLate), 1000, [0, 400, 900]);
    let in_the_fourth = Run::of(&[(503, 80), (503, 80), (503, 80), (200, 150)]);
    let tries = [0, 180, 460, 940];
    in_the_fourth.or(is_late).expect(Err(Error::TooLate), 1000, tries);
    // One second ends during the third pause. When that pause would begin, a client may
    // return the last status instead of `TooLate`.
    let run = Run::of(&[(503, 200), (503, 200), (503, 200)]).or(is_late);
    let (took, output) = match run.output {
        _ if run.took != ms(900) => (1000, Err(Error::TooLate)),
        Err(Error::Status(503)) => (900, run.output.clone()),
        _ => (900, Err(Error::TooLate)),
    };
    run.expect(output, took, [0, 300, 700]);
}

#[test]
fn one_try_is_in_progress_at_a_time_and_none_after_the_end() {
    for run in [Run::of(&[HANG, (200, 50)]), Run::of(&[HANG; 3])] {
        let (peak, left) = (run.server.tries.peak(), run.observed.left_alive);
        // If no task is left, the client has kept the future of a try that is too late.
        let starter = (left > 0).then_some("tasks-end-with-their-starter");
        let measured = format!("{peak} tries are in progress at the same time");
        ensure!(run.observed, peak <= 1, starter, "{measured}");
        let measured = format!("it has returned; tasks still running: {left}");
        ensure!(run.observed, left == 0, starter, "{measured}");
    }
}

const HOUR: u64 = 3_600_000;
const HANG: (u16, u64) = (200, HOUR);

type Output = Result<String, Error>;

/// Answers each try in turn, with a status after a number of milliseconds. Clones
/// refer to the same server.
#[derive(Clone)]
pub struct Server {
    answers: Arc<[(u16, u64)]>,
    tries: CallJournal<usize>,
}

impl Server {
    /// One try: returns a status and a body.
    pub async fn get(&self) -> (u16, String) {
        let number = self.tries.begun().len();
        let (status, delay) = self.answers.get(number).copied().unwrap_or((200, 0));
        let answered = sleep(ms(delay));
        self.tries.run(number, format!("try {}", number + 1), answered).await;
        let body = if status == 200 { "page" } else { "" };
        (status, body.to_owned())
    }
}

/// An attempt that was observed.
struct Run {
    server: Server,
    observed: Observed<Output>,
    output: Output,
    took: Duration,
    /// When each try began.
    tried: Vec<Duration>,
    why: fn(&Self) -> Option<&'static str>,
}

impl Run {
    #[track_caller]
    fn of(answers: &[(u16, u64)]) -> Self {
        Self::with(answers, CallJournal::new())
    }

    #[track_caller]
    fn with(answers: &[(u16, u64)], tries: CallJournal<usize>) -> Self {
        let server = Server { answers: answers.into(), tries };
        let theirs = server.clone();
        let observed = observe(async move {
            theirs.tries.start();
            get_politely(theirs).await
        });
        let observed = observed.given(list(answers.iter().map(in_words)));
        let (output, took) = (observed.output(None).clone(), observed.took);
        let tried = server.tries.begun().into_iter().map(|(at, _)| at).collect();
        Self { server, observed, output, took, tried, why: |_| None }
    }

    /// Whether the client makes different tries if each try also takes 400 ms of real
    /// time.
    fn reads_another_clock(&self) -> bool {
        let tries = CallJournal::new().holding(ms(400));
        Self::with(&self.server.answers, tries).tried != self.tried
    }

    /// Sets the function that explains a result other than the expected one.
    fn or(self, why: fn(&Self) -> Option<&'static str>) -> Self {
        Self { why, ..self }
    }

    /// Compares the tries, the result, and its time, in milliseconds.
    #[track_caller]
    fn expect<const N: usize>(&self, output: Output, took: u64, tries: [u64; N]) {
        let (took, tries) = (ms(took), tries.map(ms));
        let early = self.tried.iter().zip(&tries).any(|(tried, due)| tried < due);
        let blocks = early && self.observed.slept_for_real(ms(100));
        ensure!(
            self.observed,
            self.tried == tries && self.output == output && self.took == took,
            (self.why)(self).or(blocks.then_some("blocking-is-waiting")),
            "{}; expected: {}",
            course(&self.tried, &self.output, self.took),
            course(&tries, &output, took)
        );
        self.observed.is_polled_at_most(30);
    }
}

fn course(tries: &[Duration], output: &Output, took: Duration) -> String {
    let tries = list(tries.iter().copied().map(time));
    format!("it tries at {tries}, and returns {output:?} after {}", time(took))
}

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn in_words(&(status, delay): &(u16, u64)) -> String {
    match delay {
        HOUR => "no answer".to_owned(),
        0 => format!("{status} at once"),
        _ => format!("{status} after {delay} ms"),
    }
}
