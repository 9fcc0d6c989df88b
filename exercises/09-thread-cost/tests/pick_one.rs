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
use probe::{reject, words};
use programs::*;

#[test]
fn web_sockets_are_done_in_the_best_way() {
    judge("WEB_SOCKETS", SOCKETS, WEB_SOCKETS);
}

#[test]
fn videos_are_done_in_the_best_way() {
    judge("VIDEOS", FILMS, VIDEOS);
}

#[test]
fn thumbnails_are_done_in_the_best_way() {
    judge("THUMBNAILS", PICTURES, THUMBNAILS);
}

#[test]
fn queries_to_an_old_database_are_done_in_the_best_way() {
    judge("OLD_DATABASE", QUERIES, OLD_DATABASE);
}

#[test]
fn ten_pages_are_done_in_the_best_way() {
    judge("TEN_PAGES", PAGES, TEN_PAGES);
}

#[test]
fn logins_are_done_in_the_best_way() {
    judge("LOGINS", USERS, LOGINS);
}

#[test]
fn chat_messages_are_done_in_the_best_way() {
    judge("CHAT_MESSAGES", MESSAGES, CHAT_MESSAGES);
}

#[test]
fn the_old_fleet_is_done_in_the_best_way() {
    judge("OLD_FLEET", CARS, OLD_FLEET);
}

#[track_caller]
fn judge(name: &str, job: Job, pick: Option<Way>) {
    let ways =
        [job.as_tasks(), job.with_a_thread_each(), job.with_a_thread_per_core()];
    let in_time = ways.into_iter().filter(|&it| job.is_done_by(it));
    let fewest = in_time.map(|it| it.threads).min();
    let [tasks, each, per_core] = ways;
    let (way, taken) = match pick {
        None => reject(None, format!("{name}: you haven't picked a way yet")),
        Some(Way::NoneOfThem) if fewest.is_none() => return,
        Some(Way::NoneOfThem) => reject(
            None,
            format!("{name}: at least one of the ways meets the time limit."),
        ),
        Some(Way::Tasks) => ("Tasks", tasks),
        Some(Way::ThreadEach) => ("ThreadEach", each),
        Some(Way::ThreadPerCore) => ("ThreadPerCore", per_core),
    };
    if job.is_done_by(taken) && Some(taken.threads) == fewest {
        return;
    }
    let Taken { seconds, threads } = taken;
    let one_will_do = job.is_done_by(tasks).then_some("one-thread-one-wait");
    let (is_wrong, misconception) = if threads > MOST_THREADS {
        let allowed = format!("the machine allows only {MOST_THREADS} threads");
        (allowed, one_will_do.or(Some("threads-without-end")))
    } else if job.is_done_by(taken) {
        let fewer = "another way meets the time limit with fewer threads".to_owned();
        (fewer, one_will_do.or(Some("more-threads-more-speed")))
    } else {
        let blocks = job.waits > job.computes && !job.can_await;
        let misconception = match way {
            "Tasks" if blocks => Some("blocking-is-waiting"),
            "Tasks" => Some("tasks-are-faster"),
            // One who believes that a thread waits for one thing picks a thread for
            // each, so another belief has led to this pick.
            _ => fewest
                .filter(|_| one_will_do.is_none())
                .map(|_| "no-more-threads-than-cores"),
        };
        (format!("the time limit is {} s", job.within), misconception)
    };
    let threads = words::plural(threads as usize, "thread");
    let tenths = if seconds < 100.0 { 10.0 } else { 1.0 };
    let seconds = (seconds * tenths).round() / tenths;
    let measured = format!("`{way}` takes {threads} and {seconds} s");
    reject(misconception, format!("{name}: {measured}, but {is_wrong}."));
}
