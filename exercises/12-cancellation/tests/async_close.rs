//! No matter how `ask` ends, its connection is closed soon, and `shutdown` waits for
//! all connections.
//!
//! The database records what happens to each connection, so that a rejection can say
//! whether `close` was never called, never polled, or dropped halfway.

#[path = "../async_close.rs"]
mod async_close;

use async_close::Desk;
use futures::future::join_all;
use probe::{End, Interrupt, Journal, Observed, OnLane, Rng, ensure, observe, time};
use std::{
    future::Future,
    rc::Rc,
    thread::{self, ThreadId},
    time::Duration,
};
use tokio::time::sleep;

/// How many milliseconds each connection takes to close, by its number. A wait for
/// only one of the three is too short, and a fixed wait of 20 ms, the header's
/// number, is too long.
const CLOSING: [u64; 3] = [12, 17, 9];
/// How late a `shutdown` is if it checks every millisecond whether all are closed.
const A_LOOK: Duration = Duration::from_millis(1);
const SOON: Duration = Duration::from_millis(50);
/// By this time, all remaining work is done.
const LATER: Duration = Duration::from_millis(500);
/// The step between interrupts: short enough to hit every wait of a run, including
/// the wait in `close`.
const STEP: usize = 7;

#[test]
fn ask_returns_the_answers_in_order_or_the_first_error() {
    let no_questions = Case { questions: Vec::new(), ..case(3) };
    for case in [case(3), case(1), case(0), no_questions] {
        let Run { database, observed } = Run::of(&case, Interrupt::Never);
        let returned = observed.output(None).returned.as_ref();
        let returned = returned.expect("nothing has dropped it");
        let expected = case.expected();
        let measured = format!("it returns {returned:?}, not {expected:?}");
        ensure!(observed, *returned == expected, None, "{measured}");
        let opened = database.opened();
        ensure!(observed, opened == 1, None, "one call opens {opened} connections");
        let asked = database.asked(0).into_iter().zip(&case.questions);
        let answered = asked.map(|(at, it)| at + it.takes).next_back();
        let answered = answered.unwrap_or(case.opening);
        let [at, due] = [observed.output(None).at, answered].map(time);
        let measured =
            format!("the last answer arrives at {due}, but it returns at {at}");
        let is_soon = observed.output(None).at <= answered + SOON;
        ensure!(observed, is_soon, None, "{measured}");
        for (asked, question) in database.asked(0).windows(2).zip(&case.questions) {
            let (next, asks) = (time(asked[1]), question.asks);
            let measured =
                format!("it asks again at {next}, before the answer to {asks}");
            let in_turn = asked[1] >= asked[0] + question.takes;
            ensure!(observed, in_turn, None, "{measured}");
        }
    }
}

#[test]
fn the_connection_is_closed_soon_after_ask_returns() {
    for case in [case(3), case(1)] {
        Run::of(&case, Interrupt::Never).is_closed_soon("`ask` returns", None);
    }
}

#[test]
fn the_connection_is_closed_soon_after_ask_is_dropped() {
    is_closed_soon("`ask` is dropped", Interrupt::Drop);
}

#[test]
fn the_connection_is_closed_soon_after_the_task_is_aborted() {
    is_closed_soon("the task with `ask` is aborted", Interrupt::Abort);
}

#[test]
fn shutdown_returns_when_all_connections_are_closed() {
    let case = case(3);
    for at in case.times().step_by(3) {
        let database = Database::new(&case);
        let (theirs, case) = (database.clone(), case.clone());
        let observed = observe(async move {
            theirs.notes.start();
            let desk = Rc::new(Desk::new(theirs.clone()));
            let asking = || Interrupt::Abort(at).run(ask(&desk, &case));
            join_all([(); 3].map(|()| asking())).await;
            let desk = Rc::into_inner(desk).expect("no task has the desk any more");
            let called = theirs.notes.now();
            desk.shutdown().await;
            (called, theirs.notes.now())
        })
        .given(format!(
            "three calls of `ask`, aborted at {}, then `shutdown`",
            time(at)
        ));
        let (&(called, returned), left) =
            (observed.output(None), observed.left_alive);
        let measured = format!("`shutdown` returns at {}", time(returned));
        let closed = |number| database.when(number, What::Closed);
        let open = (0..database.opened()).filter(|it| closed(*it).is_none()).count();
        let is_at_once = left > 0 && returned == called;
        let spawned = is_at_once.then_some("spawned-is-done");
        ensure!(
            observed,
            open == 0,
            spawned,
            "{measured}; connections still open: {open}"
        );
        ensure!(observed, left == 0, None, "{measured}; tasks still alive: {left}");
        let last = (0..database.opened()).filter_map(closed).fold(at, Duration::max);
        let measured = format!("{measured}; all are closed at {}", time(last));
        ensure!(observed, returned <= last + A_LOOK, None, "{measured}");
    }
}

/// Interrupts a call of `ask` at many different times.
fn is_closed_soon(how: &str, interrupt: fn(Duration) -> Interrupt) {
    let case = case(3);
    let Run { database, observed } = Run::of(&case, Interrupt::Never);
    // Whether a task has closed the connections, and not another thread.
    let closes = (0..database.opened()).all(|it| {
        let begun = database.when(it, What::CloseBegun);
        begun.and(database.when(it, What::Closed)).is_some()
    });
    // If a connection is closed when all goes well, but not after a drop, that reveals
    // a misconception.
    let is_told = closes && matches!(observed.end, End::Done(_));
    for at in case.times() {
        let run = Run::of(&case, interrupt(at));
        if run.observed.output(None).returned.is_some() {
            break;
        }
        run.is_closed_soon(how, is_told.then_some("the-code-is-told"));
    }
}

/// A call of `ask` that was observed.
struct Run {
    database: Database,
    observed: Observed<Ended>,
}

/// How a call of `ask` ended, and when.
struct Ended {
    /// `None` if it was dropped.
    returned: Option<Answers>,
    at: Duration,
}

type Answers = Result<Vec<String>, String>;

impl Run {
    /// Calls `ask` once, and leaves time to clean up.
    fn of(case: &Case, interrupt: Interrupt) -> Self {
        let database = Database::new(case);
        let (theirs, case) = (database.clone(), case.clone());
        let observed = observe(async move {
            theirs.notes.start();
            let desk = Rc::new(Desk::new(theirs.clone()));
            let returned = interrupt.run(ask(&desk, &case)).await;
            let at = theirs.notes.now();
            sleep(LATER).await;
            Ended { returned, at }
        });
        Self { database, observed }
    }

    /// Requires that its connections are closed soon after its end. `never` explains a
    /// `close` that is never called.
    #[track_caller]
    fn is_closed_soon(&self, how: &str, never: Option<&str>) {
        let ended = self.observed.output(None).at;
        for number in 0..self.database.opened() {
            let when = |what| self.database.when(number, what);
            let closed = when(What::Closed);
            if closed.is_some_and(|it| it <= ended + SOON) {
                continue;
            }
            let late = |it: &Duration| *it > ended;
            let asked = self.database.asked(number).into_iter().find(late);
            let opened = when(What::Opened).filter(late);
            let (begun, called) = (when(What::CloseBegun), when(What::CloseCalled));
            let starter = Some("tasks-end-with-their-starter");
            let half = Some("done-or-not-begun");
            let call = Some("calling-starts-it");
            // The first of these that has happened explains the failure.
            let (at, misconception, but) = [
                (asked, starter, "a question is still asked on its connection"),
                (closed, None, "its connection is closed"),
                (begun, half, "a `close` that never ends is started"),
                (called, call, "a `close` that is never polled is called"),
                (opened, starter, "its connection is opened"),
                (Some(ended + LATER), never, "its connection is still open"),
            ]
            .into_iter()
            .find_map(|(at, misconception, but)| Some((at?, misconception, but)))
            .expect("the last has a time");
            let [ended, at] = [ended, at].map(time);
            let measured = format!("{how} at {ended}; {but} at {at}");
            self.observed.reject(misconception, measured);
        }
    }
}

fn ask(desk: &Rc<Desk>, case: &Case) -> impl Future<Output = Answers> + use<> {
    let (desk, questions) = (Rc::clone(desk), case.questions());
    async move { desk.ask(questions).await }
}

/// The questions, and how long each step takes.
#[derive(Clone)]
struct Case {
    opening: Duration,
    questions: Vec<Question>,
}

#[derive(Clone)]
struct Question {
    asks: u32,
    takes: Duration,
    answer: Result<String, String>,
}

/// Three questions. The first `answered` of them have an answer.
fn case(answered: usize) -> Case {
    let mut rng = Rng::new();
    let numbers = rng.distinct(3, 100..1000);
    // Opening is short enough that even an `ask` that can't be stopped while it
    // opens can close in time.
    let opening = Duration::from_millis(rng.range(10..25));
    let questions = numbers.into_iter().enumerate().map(|(number, asks)| Question {
        asks: asks as u32,
        takes: Duration::from_millis(rng.range(20..60)),
        answer: match number < answered {
            true => Ok(format!("answer to {asks}")),
            false => Err(format!("no answer to {asks}")),
        },
    });
    Case { opening, questions: questions.collect() }
}

impl Case {
    fn questions(&self) -> Vec<u32> {
        self.questions.iter().map(|it| it.asks).collect()
    }

    fn expected(&self) -> Answers {
        self.questions.iter().map(|it| it.answer.clone()).collect()
    }

    /// When to interrupt it: every few milliseconds, until it is over.
    fn times(&self) -> impl Iterator<Item = Duration> + use<> {
        let asking: Duration = self.questions.iter().map(|it| it.takes).sum();
        let end = self.opening + asking + closing(0);
        (1..end.as_millis() as u64).step_by(STEP).map(Duration::from_millis)
    }
}

/// Opens connections. Clones refer to the same database.
#[derive(Clone)]
pub struct Database {
    case: Case,
    /// What happened to which connection.
    notes: Journal<(usize, What)>,
    /// The thread that runs the event loop.
    thread: ThreadId,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Opened,
    Asked,
    /// Like `CloseBegun`, recorded only on the event loop's thread, because the time
    /// on another thread is not predictable.
    CloseCalled,
    CloseBegun,
    Closed,
}

impl Database {
    fn new(case: &Case) -> Self {
        let thread = thread::current().id();
        Self { case: case.clone(), notes: Journal::new(), thread }
    }

    /// Opens a connection. It stays open until it is closed.
    pub async fn open(&self) -> Connection {
        let opening = async {
            sleep(self.case.opening).await;
            let number = self.opened();
            self.notes.note((number, What::Opened));
            Connection { number, database: self.clone() }
        };
        opening.on_lane("open").await
    }

    fn opened(&self) -> usize {
        self.notes.count(|it| it.1 == What::Opened)
    }

    fn when(&self, number: usize, what: What) -> Option<Duration> {
        self.notes.when(|it| *it == (number, what))
    }

    fn asked(&self, number: usize) -> Vec<Duration> {
        let notes = self.notes.entries().into_iter();
        notes.filter(|it| it.1 == (number, What::Asked)).map(|it| it.0).collect()
    }
}

/// An open connection. Dropping it doesn't close it.
pub struct Connection {
    number: usize,
    database: Database,
}

impl Connection {
    /// Asks a question, and waits for its answer.
    pub async fn ask(&self, question: u32) -> Result<String, String> {
        let mut known = self.database.case.questions.iter();
        let known = known.find(|it| it.asks == question);
        let known = known
            .unwrap_or_else(|| panic!("{question} is not one of the questions"));
        self.note(What::Asked);
        sleep(known.takes).on_lane(format!("ask {question}")).await;
        known.answer.clone()
    }

    /// Says goodbye, and waits for the reply.
    pub fn close(self) -> impl Future<Output = ()> + Send + 'static {
        self.note_on_the_loop(What::CloseCalled);
        let closing = async move {
            self.note_on_the_loop(What::CloseBegun);
            sleep(closing(self.number)).await;
            self.note(What::Closed);
        };
        closing.on_lane("close")
    }

    fn note(&self, what: What) {
        self.database.notes.note((self.number, what));
    }

    fn note_on_the_loop(&self, what: What) {
        if self.database.thread == thread::current().id() {
            self.note(what);
        }
    }
}

fn closing(number: usize) -> Duration {
    Duration::from_millis(CLOSING[number % CLOSING.len()])
}
