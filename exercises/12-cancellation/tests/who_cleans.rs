//! Five ways to call off one job. What they say is found out by running them.

#[path = "../who_cleans.rs"]
mod who_cleans;

use probe::{Log, Observed, OnLane, observe, reject};
use std::time::Duration;
use tokio::{
    spawn,
    time::{Instant, sleep, sleep_until, timeout},
};
use who_cleans::{ABORT, ABORT_AT_ONCE, OF_A_HANDLE, TIMEOUT, WHILE_TIDYING};

const SOON: Duration = Duration::from_millis(100);
const WORK: Duration = Duration::from_millis(300);
const LATER: Duration = Duration::from_millis(400);
const TIDYING: Duration = Duration::from_millis(200);

async fn job(log: Log) {
    let _guard = Guard(log.clone());
    log.say("begin");
    sleep(WORK).await;
    log.say("end");
    tidy(&log).await;
}

async fn tidy(log: &Log) {
    sleep(TIDYING).await;
    log.say("tidy");
}

struct Guard(Log);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.say("guard");
    }
}

/// The job has 100 ms.
async fn a_timeout(log: Log) {
    let _ = timeout(SOON, job(log).on_lane("job")).await;
}

/// The job is a task, and its handle has 100 ms.
async fn of_a_handle(log: Log) {
    let handle = spawn(job(log).on_lane("job"));
    let _ = timeout(SOON, handle).await;
}

/// The job is a task, and is aborted after 100 ms.
async fn abort(log: Log) {
    let handle = spawn(job(log.clone()).on_lane("job"));
    sleep(SOON).await;
    handle.abort();
    log.say("aborted");
    let _ = handle.await;
}

/// The job is a task, and is aborted at once.
async fn abort_at_once(log: Log) {
    let handle = spawn(job(log.clone()).on_lane("job"));
    handle.abort();
    log.say("aborted");
    let _ = handle.await;
}

/// The job has 400 ms.
async fn while_tidying(log: Log) {
    let _ = timeout(LATER, job(log).on_lane("job")).await;
}

// Here end the programs to read. What follows runs them and compares.

const TOLD: &str = "the-code-is-told";
const NOTHING: &str = "a-drop-cleans-nothing";
const GOES_ON: &str = "the-rest-goes-on";
const HANDLE: &str = "timeout-ends-the-task";
const AT_ONCE: &str = "abort-ends-at-once";
const NO_HALF: &str = "done-or-not-begun";

#[test]
fn a_timeout_is_predicted() {
    // A job that goes on says the same words as one that is told. Who has it go on
    // thinks so of the job that tidies as well.
    let later = words(WHILE_TIDYING.unwrap_or_default());
    let every_word = if later == run(uncalled).0 {
        if_("the job went on", GOES_ON, uncalled)
    } else {
        if_("the job were told, and ran its last line", TOLD, told_its_last_line)
    };
    let mixed_up = [
        if_("the job were told, and tidied up", TOLD, told_soon),
        every_word,
        if_("the job were dropped without its guard", NOTHING, forgotten_soon),
    ];
    judge("a_timeout", TIMEOUT, a_timeout, &mixed_up);
}

#[test]
fn a_timeout_of_a_handle_is_predicted() {
    let mixed_up = [
        if_("the timeout ended the task", HANDLE, a_timeout),
        if_("the timeout told the task, which tidied up", HANDLE, told_soon),
        if_("the timeout ended the task, without its guard", HANDLE, forgotten_soon),
    ];
    judge("of_a_handle", OF_A_HANDLE, of_a_handle, &mixed_up);
}

#[test]
fn an_abort_is_predicted() {
    let mixed_up = [
        if_("the task were gone when `abort` returns", AT_ONCE, gone_at_once),
        if_("`abort` told the task, which tidied up", TOLD, told_by_abort),
        if_("`abort` waited while the task tidies up", TOLD, told_before_abort),
        if_("the task were dropped without its guard", NOTHING, forgotten_by_abort),
        if_("the task went on", GOES_ON, aborted_for_nobody),
    ];
    judge("abort", ABORT, abort, &mixed_up);
}

#[test]
fn an_abort_at_once_is_predicted() {
    let first_await = "runs-to-its-first-await";
    let mixed_up = [
        if_("`spawn` ran the job as far as its await", first_await, begun_by_spawn),
        if_("`spawn` had the job run so far", first_await, begun_and_gone),
        if_("`spawn` had the job run, and no guard", first_await, begun_forgotten),
        if_("the job went on", GOES_ON, aborted_at_once_for_nobody),
    ];
    judge("abort_at_once", ABORT_AT_ONCE, abort_at_once, &mixed_up);
}

#[test]
fn a_timeout_while_tidying_is_predicted() {
    // Who thinks so of the job at work as well does not think of half a job.
    let soon = words(TIMEOUT.unwrap_or_default());
    let why = if soon == run(uncalled).0 {
        GOES_ON
    } else if soon == run(told_soon).0 {
        TOLD
    } else {
        NO_HALF
    };
    let mixed_up = [
        if_("nothing cut the tidying off", why, uncalled),
        if_("the job were dropped without its guard", NOTHING, forgotten_later),
    ];
    judge("while_tidying", WHILE_TIDYING, while_tidying, &mixed_up);
}

/// Compares a guess with the program that it is about. A wrong guess is looked up
/// among the programs that would say just that: each stands for the belief that mixes
/// them up. A guess that is nobody's learns its first mistake, and keeps the others.
#[track_caller]
fn judge<F>(
    name: &str,
    guess: Option<&str>,
    program: fn(Log) -> F,
    mixed_up: &[MixedUp],
) where
    F: Future<Output = ()> + 'static,
{
    let Some(guess) = guess else {
        reject(None, format!("{name}: you have not guessed its words yet"))
    };
    let guess = words(guess);
    let (said, _) = run(program);
    if guess == said {
        return;
    }
    let guessed = in_words(&guess);
    if let Some(other) = mixed_up.iter().find(|it| it.said == guess) {
        let measured = format!(
            "{name}: you guess {guessed}, and that is not it. So it would be if {}:",
            other.if_
        );
        other.observed.reject(other.belief, measured);
    }
    let known = ["begin", "end", "tidy", "guard", "aborted"];
    if let Some(word) = guess.iter().find(|it| !known.contains(&it.as_str())) {
        reject(None, format!("{name}: you guess {guessed}; nobody says `{word}`"));
    }
    let alike = said.iter().zip(&guess).take_while(|(said, guess)| said == guess);
    let place = alike.count();
    let after = match place.checked_sub(1) {
        Some(last) => format!("after `{}`", said[last]),
        None => "to begin with".to_owned(),
    };
    let next = match said.get(place) {
        Some(word) => format!("`{word}` is said"),
        None => "nothing more is said".to_owned(),
    };
    reject(None, format!("{name}: you guess {guessed}; but {after}, {next}"));
}

/// The words of a guess, without what people put between them.
fn words(guess: &str) -> Vec<String> {
    let words = guess.split(|it: char| !it.is_alphanumeric());
    words.filter(|it| !it.is_empty()).map(str::to_lowercase).collect()
}

fn in_words(words: &[String]) -> String {
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}

/// A program that somebody may take for another.
struct MixedUp {
    if_: &'static str,
    belief: &'static str,
    said: Vec<String>,
    observed: Observed<Vec<String>>,
}

fn if_<F>(if_: &'static str, belief: &'static str, program: fn(Log) -> F) -> MixedUp
where
    F: Future<Output = ()> + 'static,
{
    let (said, observed) = run(program);
    MixedUp { if_, belief, said, observed }
}

fn run<F>(program: fn(Log) -> F) -> (Vec<String>, Observed<Vec<String>>)
where
    F: Future<Output = ()> + 'static,
{
    let observed = observe(async move {
        let (log, end) = (Log::new(), Instant::now() + Duration::from_secs(1));
        program(log.clone()).await;
        sleep_until(end).await;
        log.lines().into_iter().map(|(_, word)| word).collect::<Vec<_>>()
    });
    (observed.output(None).clone(), observed)
}

/// What the programs would be if this or that were true.
async fn uncalled(log: Log) {
    job(log).on_lane("job").await;
}

async fn told_soon(log: Log) {
    told(&log, SOON).on_lane("job").await;
}

/// As if the await had thrown something, and the job had a `finally`.
async fn told(log: &Log, soon: Duration) {
    let _guard = Guard(log.clone());
    log.say("begin");
    let _ = timeout(soon, sleep(WORK)).await;
    tidy(log).await;
}

async fn told_its_last_line(log: Log) {
    let job = async {
        let _guard = Guard(log.clone());
        log.say("begin");
        sleep(SOON).await;
        log.say("end");
        tidy(&log).await;
    };
    job.on_lane("job").await;
}

async fn forgotten_soon(log: Log) {
    forgotten(&log, SOON).await;
}

/// A job without a guard.
async fn forgotten(log: &Log, limit: Duration) {
    let job = async {
        log.say("begin");
        sleep(WORK).await;
        log.say("end");
        tidy(log).await;
    };
    let _ = timeout(limit, job.on_lane("job")).await;
}

async fn forgotten_later(log: Log) {
    forgotten(&log, LATER).await;
}

async fn gone_at_once(log: Log) {
    a_timeout(log.clone()).await;
    log.say("aborted");
}

async fn told_by_abort(log: Log) {
    let telling = async {
        sleep(SOON).await;
        log.say("aborted");
    };
    tokio::join!(telling, told(&log, SOON).on_lane("job"));
}

async fn told_before_abort(log: Log) {
    told_soon(log.clone()).await;
    log.say("aborted");
}

async fn forgotten_by_abort(log: Log) {
    forgotten(&log, SOON).await;
    log.say("aborted");
}

async fn aborted_for_nobody(log: Log) {
    let job = spawn(job(log.clone()).on_lane("job"));
    sleep(SOON).await;
    log.say("aborted");
    let _ = job.await;
}

async fn begun_by_spawn(log: Log) {
    let _guard = Guard(log.clone());
    log.say("begin");
    log.say("aborted");
}

async fn begun_and_gone(log: Log) {
    log.say("begin");
    drop(Guard(log.clone()));
    log.say("aborted");
}

async fn begun_forgotten(log: Log) {
    log.say("begin");
    log.say("aborted");
}

async fn aborted_at_once_for_nobody(log: Log) {
    let job = spawn(job(log.clone()).on_lane("job"));
    log.say("aborted");
    let _ = job.await;
}
