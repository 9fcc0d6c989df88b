//! For each of eight jobs, the learner picks the way that meets the time limit with
//! the fewest threads.
//!
//! The time and threads of each way are calculated with the formulas that the
//! learner reads.

#[path = "../pick_one.rs"]
mod pick_one;
#[path = "../programs/pick_one.rs"]
mod programs;

use pick_one::*;
use probe::{Finding, predict::Judged, words};
use programs::*;

#[test]
fn web_sockets_are_done_in_the_best_way() {
    judged().judge("WEB_SOCKETS");
}

#[test]
fn videos_are_done_in_the_best_way() {
    judged().judge("VIDEOS");
}

#[test]
fn thumbnails_are_done_in_the_best_way() {
    judged().judge("THUMBNAILS");
}

#[test]
fn queries_to_an_old_database_are_done_in_the_best_way() {
    judged().judge("OLD_DATABASE");
}

#[test]
fn ten_pages_are_done_in_the_best_way() {
    judged().judge("TEN_PAGES");
}

#[test]
fn logins_are_done_in_the_best_way() {
    judged().judge("LOGINS");
}

#[test]
fn chat_messages_are_done_in_the_best_way() {
    judged().judge("CHAT_MESSAGES");
}

#[test]
fn the_old_fleet_is_done_in_the_best_way() {
    judged().judge("OLD_FLEET");
}

fn judged() -> Judged {
    let jobs = [
        ("WEB_SOCKETS", SOCKETS, WEB_SOCKETS),
        ("VIDEOS", FILMS, VIDEOS),
        ("THUMBNAILS", PICTURES, THUMBNAILS),
        ("OLD_DATABASE", QUERIES, OLD_DATABASE),
        ("TEN_PAGES", PAGES, TEN_PAGES),
        ("LOGINS", USERS, LOGINS),
        ("CHAT_MESSAGES", MESSAGES, CHAT_MESSAGES),
        ("OLD_FLEET", CARS, OLD_FLEET),
    ];
    Judged::new(
        jobs.map(|(name, job, pick)| (name, pick.map(|it| is_best(job, it)))),
    )
}

/// Whether a way meets the time limit with the fewest threads.
fn is_best(job: Job, pick: Way) -> Result<(), Finding> {
    let ways =
        [job.as_tasks(), job.with_a_thread_each(), job.with_a_thread_per_core()];
    let in_time = ways.into_iter().filter(|&it| job.is_done_by(it));
    let fewest = in_time.map(|it| it.threads).min();
    let [tasks, each, per_core] = ways;
    let (way, taken) = match pick {
        Way::NoneOfThem if fewest.is_none() => return Ok(()),
        Way::NoneOfThem => {
            let measured = "at least one of the ways meets the time limit.";
            return Err(Finding::new(None, measured));
        }
        Way::Tasks => ("Tasks", tasks),
        Way::ThreadEach => ("ThreadEach", each),
        Way::ThreadPerCore => ("ThreadPerCore", per_core),
    };
    if job.is_done_by(taken) && Some(taken.threads) == fewest {
        return Ok(());
    }
    let Taken { seconds, threads } = taken;
    let one_will_do = job.is_done_by(tasks);
    // A learner who picks one thread for the web sockets knows that it can wait for
    // many things.
    let one_wait = match WEB_SOCKETS {
        Some(Way::Tasks) => None,
        _ => Some("one-thread-one-wait"),
    };
    let or_one_wait = |it| if one_will_do { one_wait } else { Some(it) };
    let (is_wrong, misconception) = if threads > MOST_THREADS {
        let allowed = format!("the machine allows only {MOST_THREADS} threads");
        (allowed, or_one_wait("threads-without-end"))
    } else if job.is_done_by(taken) {
        let fewer = "another way meets the time limit with fewer threads".to_owned();
        (fewer, or_one_wait("more-threads-more-speed"))
    } else {
        let blocks = job.waits > job.computes && !job.can_await;
        // If tasks would be right, only a pick for another job shows that the learner
        // wants no more threads than cores.
        let is_rule =
            !one_will_do || matches!(OLD_DATABASE, Some(Way::ThreadPerCore));
        let rule = fewest.filter(|_| is_rule).map(|_| "no-more-threads-than-cores");
        let misconception = match pick {
            Way::Tasks if blocks => Some("blocking-is-waiting"),
            Way::Tasks => Some("tasks-are-faster"),
            _ => rule,
        };
        (format!("the time limit is {} s", job.within), misconception)
    };
    let threads = words::plural(threads as usize, "thread");
    let tenths = if seconds < 100.0 { 10.0 } else { 1.0 };
    let seconds = (seconds * tenths).round() / tenths;
    let measured =
        format!("`{way}` takes {threads} and {seconds} s, but {is_wrong}.");
    Err(Finding::new(misconception, measured))
}
