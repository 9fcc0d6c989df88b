//! However `ask` ends, its connection is closed soon; and `shutdown` waits for all.
//!
//! The database notes the life of every connection, so that a rejection can tell
//! whether `close` was never called, never polled, or dropped halfway.

#[path = "../async_close.rs"]
mod async_close;

use async_close::Desk;
use probe::{End, Observed, OnLane, Rng, observe, time};
use std::{
    future::Future,
    panic::resume_unwind,
    rc::Rc,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, ThreadId},
    time::Duration,
};
use tokio::{
    task::{JoinHandle, spawn_local},
    time::{Instant, sleep, timeout},
};

/// How long connections take to be closed, by their numbers, in milliseconds. Who
/// waits for one of three waits too little, and who waits for the 20 ms of the header,
/// too long.
const CLOSING: [u64; 3] = [12, 17, 9];
/// Who looks every millisecond whether all are closed returns as late.
const A_LOOK: Duration = Duration::from_millis(1);
const SOON: Duration = Duration::from_millis(50);
/// By then everybody has done what he still had to do.
const LATER: Duration = Duration::from_millis(500);
/// Short enough for every wait of a run to be hit, that for a goodbye included.
const STEP: usize = 7;

#[test]
fn it_returns_the_answers_in_order_or_the_first_error() {
    for case in [case(), case().failing()] {
        let (database, observed) = run(&case, None);
        let returned = &observed.output(None).returned;
        let expected = case.expected();
        if returned.as_ref() != Some(&expected) {
            let returned = returned.as_ref().expect("nobody has dropped it");
            let measured = format!("it returns {returned:?}, and not {expected:?}");
            observed.reject(None, measured);
        }
        judge_the_asking(&case, &database, &observed);
    }
}

#[test]
fn when_it_has_returned_its_connection_is_closed_soon() {
    for case in [case(), case().failing()] {
        let (database, observed) = run(&case, None);
        let ended = observed.output(None).ended;
        let how = format!("`ask` returns at {}", time(ended));
        judge(&database, &observed, ended, &how, None);
    }
}

#[test]
fn when_it_is_dropped_its_connection_is_closed_soon() {
    let case = case();
    let told = told(&case);
    for at in case.times() {
        let (database, observed) = run(&case, Some(at));
        let Ended { returned, ended } = observed.output(None);
        if returned.is_some() {
            break;
        }
        let how = format!("`ask` is dropped at {}", time(*ended));
        judge(&database, &observed, *ended, &how, told);
    }
}

#[test]
fn when_its_task_is_aborted_its_connection_is_closed_soon() {
    let case = case();
    let told = told(&case);
    for at in case.times() {
        let database = case.database();
        let (theirs, case) = (database.clone(), case.clone());
        let observed = observe(async move {
            theirs.starts();
            let desk = Rc::new(Desk::new(theirs.clone()));
            let returned = abort_all([asking(&desk, &case)], at).await.pop();
            let returned = returned.expect("there was one");
            let ended = theirs.now();
            sleep(LATER).await;
            Ended { returned, ended }
        });
        let Ended { returned, ended } = observed.output(None);
        if returned.is_some() {
            break;
        }
        let how = format!("the task with `ask` is aborted at {}", time(*ended));
        judge(&database, &observed, *ended, &how, told);
    }
}

#[test]
fn shutdown_returns_when_all_connections_are_closed() {
    let case = case();
    for at in case.times().step_by(3) {
        let database = case.database();
        let (theirs, case) = (database.clone(), case.clone());
        let observed = observe(async move {
            theirs.starts();
            let desk = Rc::new(Desk::new(theirs.clone()));
            let asking = [(); 3].map(|()| asking(&desk, &case));
            abort_all(asking, at).await;
            let desk = Rc::into_inner(desk).expect("no task has it any more");
            desk.shutdown().await;
            theirs.now()
        })
        .given(format!(
            "three calls of `ask` that end at {} or before, and then `shutdown`",
            time(at)
        ));
        let returned = *observed.output(None);
        let measured = format!("`shutdown` returns at {}", time(returned));
        let open = database.lives().iter().filter(|it| it.closed.is_none()).count();
        let left = observed.left_alive;
        if open > 0 {
            let closing = left > 0;
            let belief = closing.then_some("spawned-is-done");
            let measured = format!("{measured}; connections still open: {open}");
            observed.reject(belief, measured);
        }
        if left > 0 {
            let measured = format!("{measured}; tasks still running: {left}");
            observed.reject(None, measured);
        }
        let lives = database.lives();
        let last = lives.iter().filter_map(|it| it.closed).fold(at, Duration::max);
        if returned > last + A_LOOK {
            let measured = format!("{measured}; all are closed at {}", time(last));
            observed.reject(None, measured);
        }
    }
}

/// A call has one connection, and asks on it one question after the other.
#[track_caller]
fn judge_the_asking(case: &Case, database: &Database, observed: &Observed<Ended>) {
    let lives = database.lives();
    if lives.len() != 1 {
        let measured = format!("one call opens {} connections", lives.len());
        observed.reject(None, measured);
    }
    for (asked, (question, takes)) in lives[0].asked.windows(2).zip(&case.questions)
    {
        let (answered, next) = (asked[0] + *takes, asked[1]);
        if next < answered {
            let measured = format!(
                "the next question is asked at {}, before the answer to {question}",
                time(next)
            );
            observed.reject(None, measured);
        }
    }
}

/// A task that asks.
fn asking(desk: &Rc<Desk>, case: &Case) -> JoinHandle<Answers> {
    let (desk, questions) = (Rc::clone(desk), case.questions());
    spawn_local(async move { desk.ask(questions).await })
}

/// Aborts tasks at that time, and waits until they are gone. Each has a task of its
/// own so that a destructor that panics has nobody beside it: a second panic would
/// end the process.
async fn abort_all(
    tasks: impl IntoIterator<Item = JoinHandle<Answers>>,
    at: Duration,
) -> Vec<Option<Answers>> {
    let tasks: Vec<_> = tasks.into_iter().collect();
    sleep(at).await;
    tasks.iter().for_each(JoinHandle::abort);
    let mut returned = Vec::new();
    for task in tasks {
        match task.await {
            Ok(answers) => returned.push(Some(answers)),
            Err(error) if error.is_cancelled() => returned.push(None),
            Err(error) => resume_unwind(error.into_panic()),
        }
    }
    returned
}

type Answers = Result<Vec<String>, String>;

/// How a call of `ask` ended, and when.
struct Ended {
    /// Nothing, if it was dropped.
    returned: Option<Answers>,
    ended: Duration,
}

/// Asks once, for as long as `limit`, and gives everybody time to clean up.
fn run(case: &Case, limit: Option<Duration>) -> (Database, Observed<Ended>) {
    let database = case.database();
    let (theirs, case) = (database.clone(), case.clone());
    let observed = observe(async move {
        theirs.starts();
        let desk = Desk::new(theirs.clone());
        let asking = desk.ask(case.questions());
        let returned = match limit {
            Some(limit) => timeout(limit, asking).await.ok(),
            None => Some(asking.await),
        };
        let ended = theirs.now();
        sleep(LATER).await;
        Ended { returned, ended }
    });
    (database, observed)
}

/// What is believed by one who closes if all goes well, and not if he is dropped.
fn told(case: &Case) -> Option<&'static str> {
    let (database, observed) = run(case, None);
    let closes = matches!(observed.end, End::Done(_))
        && database.lives().iter().all(Life::is_closed_here);
    closes.then_some("the-code-is-told")
}

/// The connections of an `ask` that has ended are closed soon. `never` is why somebody
/// may not have called `close`.
#[track_caller]
fn judge(
    database: &Database,
    observed: &Observed<Ended>,
    ended: Duration,
    how: &str,
    never: Option<&str>,
) {
    for life in database.lives() {
        let asked = life.asked.iter().find(|it| **it > ended);
        let (belief, but) = match (life.closed, asked) {
            (Some(closed), _) if closed <= ended + SOON => continue,
            (_, Some(asked)) => (
                Some("tasks-end-with-their-starter"),
                format!("its connection is asked at {} for nobody", time(*asked)),
            ),
            (Some(closed), _) => {
                (None, format!("its connection is closed at {}", time(closed)))
            }
            (None, _) if life.begun_to_close => (
                Some("done-or-not-begun"),
                "the goodbye was said and never waited for to its end".to_owned(),
            ),
            (None, _) if life.close_called => (
                Some("calling-starts-it"),
                "`close` is called, and nobody polls its future".to_owned(),
            ),
            (None, _) if life.opened > ended => (
                Some("tasks-end-with-their-starter"),
                format!("its connection is opened at {}", time(life.opened)),
            ),
            (None, _) => {
                let later = time(ended + LATER);
                (never, format!("its connection is still open at {later}"))
            }
        };
        observed.reject(belief, format!("{how}; {but}"));
    }
}

/// What is asked, and how long it takes.
#[derive(Clone)]
struct Case {
    opening: Duration,
    /// Each with the time that its answer takes.
    questions: Vec<(u32, Duration)>,
    /// How many of them have an answer, from the first on.
    answered: usize,
}

fn case() -> Case {
    let mut rng = Rng::new();
    let numbers = rng.distinct(3, 100..1000);
    // Who cannot be stopped while he opens can still close in time.
    let opening = Duration::from_millis(rng.range(10..25));
    let mut takes = || Duration::from_millis(rng.range(20..60));
    let questions: Vec<_> =
        numbers.into_iter().map(|it| (it as u32, takes())).collect();
    Case { opening, answered: questions.len(), questions }
}

impl Case {
    /// The second and the third of its questions have no answer.
    fn failing(self) -> Self {
        Self { answered: 1, ..self }
    }

    fn questions(&self) -> Vec<u32> {
        self.questions.iter().map(|it| it.0).collect()
    }

    fn expected(&self) -> Answers {
        self.questions.iter().map(|it| self.answer(it.0)).collect()
    }

    fn answer(&self, question: u32) -> Result<String, String> {
        let mut answered = self.questions.iter().take(self.answered);
        if answered.any(|it| it.0 == question) {
            Ok(format!("answer to {question}"))
        } else {
            Err(format!("no answer to {question}"))
        }
    }

    /// When to drop it: every few milliseconds, until it is over.
    fn times(&self) -> impl Iterator<Item = Duration> + use<> {
        let asking: Duration = self.questions.iter().map(|it| it.1).sum();
        let end = self.opening + asking + closing(0);
        (1..end.as_millis() as u64).step_by(STEP).map(Duration::from_millis)
    }

    fn database(&self) -> Database {
        Database {
            case: Arc::new(self.clone()),
            start: Arc::default(),
            lives: Arc::default(),
            thread: thread::current().id(),
        }
    }
}

/// Opens connections. Clones are the same database.
#[derive(Clone)]
pub struct Database {
    case: Arc<Case>,
    start: Arc<Mutex<Option<Instant>>>,
    lives: Arc<Mutex<Vec<Life>>>,
    /// The one that runs the loop.
    thread: ThreadId,
}

/// What has become of a connection.
#[derive(Clone, Default)]
struct Life {
    opened: Duration,
    /// When a question was asked.
    asked: Vec<Duration>,
    /// These two tell of the loop's thread only: when another one gets there is not to
    /// be known.
    close_called: bool,
    begun_to_close: bool,
    closed: Option<Duration>,
}

impl Life {
    /// Whether it was closed by a task, and not by another thread.
    fn is_closed_here(&self) -> bool {
        self.begun_to_close && self.closed.is_some()
    }
}

impl Database {
    /// Opens a connection. It stays open until it is closed.
    pub async fn open(&self) -> Connection {
        let opening = async {
            sleep(self.case.opening).await;
            let mut lives = lock(&self.lives);
            lives.push(Life { opened: self.now(), ..Life::default() });
            Connection { number: lives.len() - 1, database: self.clone() }
        };
        opening.on_lane("open").await
    }

    fn starts(&self) {
        lock(&self.start).get_or_insert_with(Instant::now);
    }

    fn now(&self) -> Duration {
        lock(&self.start).expect("it has started").elapsed()
    }

    fn lives(&self) -> Vec<Life> {
        lock(&self.lives).clone()
    }
}

/// An open connection. To drop it closes nothing.
pub struct Connection {
    number: usize,
    database: Database,
}

impl Connection {
    /// Asks a question, and waits for its answer.
    pub async fn ask(&self, question: u32) -> Result<String, String> {
        let case = &self.database.case;
        let known = case.questions.iter().find(|it| it.0 == question);
        let Some(&(_, takes)) = known else {
            panic!("nobody has a question {question}")
        };
        let now = self.database.now();
        self.note(|life| life.asked.push(now));
        sleep(takes).on_lane(format!("ask {question}")).await;
        case.answer(question)
    }

    /// Says goodbye, and waits for the answer to it.
    pub fn close(self) -> impl Future<Output = ()> + Send + 'static {
        let here = self.is_on_the_loop();
        self.note(|life| life.close_called = here);
        let closing = async move {
            let here = self.is_on_the_loop();
            self.note(|life| life.begun_to_close = here);
            sleep(closing(self.number)).await;
            let now = self.database.now();
            self.note(|life| life.closed = Some(now));
        };
        closing.on_lane("close")
    }

    fn is_on_the_loop(&self) -> bool {
        self.database.thread == thread::current().id()
    }

    fn note(&self, change: impl FnOnce(&mut Life)) {
        change(&mut lock(&self.database.lives)[self.number]);
    }
}

fn closing(number: usize) -> Duration {
    Duration::from_millis(CLOSING[number % CLOSING.len()])
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
