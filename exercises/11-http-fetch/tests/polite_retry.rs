//! When it tries, when it gives up, and what it says then, to the millisecond.
//!
//! A server is a list of answers, each with the time that it takes; behind the list, it
//! gives the page at once. So who tries too often is found out by a page that nobody
//! should have seen.

#[path = "../polite_retry.rs"]
mod polite_retry;

use polite_retry::{Error, get_politely};
use probe::{Gauge, Observed, OnLane, Rng, observe, time};
use std::{
    cell::RefCell,
    rc::Rc,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, sleep};

#[test]
fn a_page_is_returned_when_it_comes() {
    let took = Rng::new().range(1..290);
    let run = Run::of(&[(200, took)]);
    run.expect(Ok("page".into()), took, &[0]);
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
    let run = Run::of(&[(503, 0), (503, 0), (503, 0), (503, 0)]);
    let answer = Err(Error::Status(503));
    run.output();
    if let &[.., fourth] = &run.tried()[..]
        && run.server.tries().len() == 4
        && run.observed.took > fourth
    {
        let (fourth, took) = (time(fourth), time(run.observed.took));
        let measured =
            format!("the fourth 503 comes at {fourth}; it returns at {took}");
        run.observed.reject("a-pause-behind-each-try", measured);
    }
    run.expect(answer, 700, &[0, 100, 300, 700]);
}

#[test]
fn what_cannot_change_is_not_asked_again() {
    let drawn = 400 + Rng::new().range(0..100) as u16;
    for status in [404, drawn, 500, 204] {
        let run = Run::of(&[(status, 20)]);
        run.output();
        let tries = run.server.tries().len();
        if tries > 1 {
            let measured =
                format!("the answer is {status}, and it tries {tries} times");
            // Who asks again behind a page as well does not look at the answer.
            let looks = Run::of(&[(200, 20)]).server.tries().len() == 1;
            let belief = (looks && (400..500).contains(&status))
                .then_some("failed-may-work-next-time");
            run.observed.reject(belief, measured);
        }
        run.expect(Err(Error::Status(status)), 20, &[0]);
        let run = Run::of(&[(503, 10), (status, 20)]);
        run.expect(Err(Error::Status(status)), 130, &[0, 110]);
    }
}

#[test]
fn a_try_that_hangs_is_given_up() {
    let run = Run::of(&[(200, HOUR), (200, 50)]);
    if run.output() == &Err(Error::TooLate) && run.server.tries().len() == 1 {
        let took = time(run.observed.took);
        // Who ends earlier has limited the try, and takes its end for the whole's.
        let belief = (run.took() >= 1000).then_some("a-limit-for-all-limits-each");
        let measured =
            format!("the first try hangs; it makes no other, and ends at {took}");
        run.observed.reject(belief, measured);
    }
    run.expect(Ok("page".into()), 450, &[0, 400]);
    let run = Run::of(&[(503, 0), (200, 299), (503, 0)]);
    run.expect(Ok("page".into()), 399, &[0, 100]);
    let run = Run::of(&[(503, 0), (503, 0), (503, 0), (200, HOUR)]);
    // The try has 0.3 s, and so has the whole: the two end together.
    run.expect(Err(Error::TooLate), 1000, &[0, 100, 300, 700]);
}

#[test]
fn the_whole_ends_after_a_second() {
    let late = [
        // In the third try.
        vec![(200, HOUR), (200, HOUR), (200, HOUR)],
        // In the fourth, whose page comes too late.
        vec![(503, 80), (503, 80), (503, 80), (200, 150)],
    ];
    for answers in late {
        let run = Run::of(&answers);
        run.in_time();
        if run.output() != &Err(Error::TooLate) || run.took() != 1000 {
            let (output, took) = (run.output(), time(run.observed.took));
            let measured = format!(
                "it returns {output:?} after {took}; due is Err(TooLate) after 1 s"
            );
            run.observed.reject(None, measured);
        }
    }
    // In the pause behind the third try. Who knows by then that it is too long for what is
    // left may say so, and may say what the server said last.
    let run = Run::of(&[(503, 200), (503, 200), (503, 200)]);
    run.in_time();
    let took = run.took();
    if run.output().is_ok() || !(900..=1000).contains(&took) {
        let (output, took) = (run.output(), time(run.observed.took));
        run.observed.reject(None, format!("it returns {output:?} after {took}"));
    }
}

#[test]
fn one_try_at_a_time_and_none_behind_the_end() {
    let hang = (200, HOUR);
    let scripts = [
        (vec![hang, (200, 50)], vec![0, 400]),
        (vec![hang, hang, hang], vec![0, 400, 900]),
    ];
    for (answers, due) in scripts {
        let run = Run::of(&answers);
        run.output();
        let (peak, left) = (run.server.flights.peak(), run.observed.left_alive);
        if peak > 1 {
            let measured = format!("{peak} tries are under way together");
            // Who begins one before the other is given up has no need of tasks for that.
            let on_time = run.tried().iter().map(|it| it.as_millis()).eq(due);
            let belief = on_time.then_some("tasks-end-with-their-starter");
            run.observed.reject(belief, measured);
        }
        if left > 0 {
            let measured = format!("it has returned; tasks still running: {left}");
            run.observed.reject("tasks-end-with-their-starter", measured);
        }
    }
}

const HOUR: u64 = 3_600_000;

/// Answers each try in turn. Clones are the same server.
#[derive(Clone)]
pub struct Server {
    answers: Arc<Vec<(u16, Duration)>>,
    tries: Arc<Mutex<Vec<Instant>>>,
    flights: Gauge,
}

impl Server {
    /// One try: a status, and a body.
    pub async fn get(&self) -> (u16, String) {
        let number = self.tries().len();
        self.tries().push(Instant::now());
        let answer = self.answers.get(number).copied();
        let (status, delay) = answer.unwrap_or((200, Duration::ZERO));
        let answered = async {
            let _flight = self.flights.enter();
            sleep(delay).await;
        };
        answered.on_lane(format!("try {}", number + 1)).await;
        let body = if status == 200 { "page" } else { "" };
        (status, body.to_owned())
    }

    fn tries(&self) -> MutexGuard<'_, Vec<Instant>> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Run {
    server: Server,
    observed: Observed<Result<String, Error>>,
    start: Rc<RefCell<Option<Instant>>>,
}

impl Run {
    fn of(answers: &[(u16, u64)]) -> Self {
        let given: Vec<_> = answers.iter().map(|&answer| in_words(answer)).collect();
        let answers = answers.iter();
        let answers = answers.map(|&(it, delay)| (it, Duration::from_millis(delay)));
        let server = Server {
            answers: Arc::new(answers.collect()),
            tries: Arc::default(),
            flights: Gauge::new(),
        };
        let start = Rc::new(RefCell::new(None));
        let (attempt, begun) = (server.clone(), Rc::clone(&start));
        let observed = observe(async move {
            *begun.borrow_mut() = Some(Instant::now());
            get_politely(attempt).await
        });
        Self { server, observed: observed.given(given.join(", ")), start }
    }

    #[track_caller]
    fn output(&self) -> &Result<String, Error> {
        self.observed.output(None)
    }

    /// When each try began.
    fn tried(&self) -> Vec<Duration> {
        let start = self.start.borrow().expect("it has begun");
        self.server.tries().iter().map(|it| *it - start).collect()
    }

    fn took(&self) -> u64 {
        self.observed.took.as_millis() as u64
    }

    /// Rejects what takes longer than a second.
    #[track_caller]
    fn in_time(&self) {
        self.output();
        if self.took() > 1000 {
            let took = time(self.observed.took);
            let measured = format!("the whole has 1 s, and it takes {took}");
            let belief = match self.output() {
                // Who has no limit at all has not come to think of limits.
                _ if self.server.tries().len() < 2 => None,
                // The second was looked at, between two steps.
                Err(Error::TooLate) => Some("a-look-at-the-clock"),
                _ => Some("a-limit-for-each-limits-all"),
            };
            self.observed.reject(belief, measured);
        }
    }

    /// Compares the tries, the result, and its time.
    #[track_caller]
    fn expect(&self, output: Result<String, Error>, took: u64, tries: &[u64]) {
        self.output();
        let tried = self.tried();
        let due =
            |(tried, due): (&Duration, &u64)| tried.as_millis() == u128::from(*due);
        let on_time = tried.iter().zip(tries).all(due);
        if tried.len() != tries.len() || !on_time {
            let early = tried
                .iter()
                .zip(tries)
                .any(|(tried, due)| tried.as_millis() < u128::from(*due));
            let slept =
                early && self.observed.slept_for_real(Duration::from_millis(100));
            let belief = slept.then_some("blocking-is-waiting");
            let due: Vec<_> =
                tries.iter().map(|it| time(Duration::from_millis(*it))).collect();
            let tried: Vec<_> = tried.into_iter().map(time).collect();
            let (tried, due) = (tried.join(", "), due.join(", "));
            let measured = format!("it tries at {tried}; due is {due}");
            self.observed.reject(belief, measured);
        }
        let (returned, at) = (self.output(), time(self.observed.took));
        if *returned != output || self.took() != took {
            let due = time(Duration::from_millis(took));
            let measured = format!(
                "it returns {returned:?} after {at}; due is {output:?} after {due}"
            );
            self.observed.reject(None, measured);
        }
    }
}

fn in_words((status, delay): (u16, u64)) -> String {
    match delay {
        HOUR => "no answer".to_owned(),
        0 => format!("{status} at once"),
        _ => format!("{status} after {delay} ms"),
    }
}
