//! Eight jobs to pick a way for. What each way takes is reckoned.

#[path = "../pick_one.rs"]
mod pick_one;

use pick_one::{
    CHAT_MESSAGES, LOGINS, OLD_DATABASE, OLD_FLEET, TEN_PAGES, THUMBNAILS, VIDEOS,
    WEB_SOCKETS, Way,
};
use probe::reject;

/// Idle connections that say something once in a minute.
const SOCKETS: Job = Job {
    count: 100_000,
    waits: 60.0,
    computes: 0.00001,
    can_await: true,
    within: 65.0,
};

/// Films to be encoded.
const FILMS: Job =
    Job { count: 8, waits: 0.0, computes: 60.0, can_await: false, within: 100.0 };

/// Pictures to be made small.
const PICTURES: Job =
    Job { count: 2000, waits: 0.0, computes: 0.05, can_await: false, within: 15.0 };

/// Queries through a library that knows no `async`.
const QUERIES: Job =
    Job { count: 50, waits: 2.0, computes: 0.001, can_await: false, within: 3.0 };

/// Pages to be fetched.
const PAGES: Job =
    Job { count: 10, waits: 1.0, computes: 0.001, can_await: true, within: 1.5 };

/// Users who log in. Each waits for the database, and then a password is hashed.
const USERS: Job =
    Job { count: 200, waits: 1.0, computes: 0.25, can_await: true, within: 8.0 };

/// Messages that wait for their delivery, and are packed when it comes.
const MESSAGES: Job = Job {
    count: 10_000,
    waits: 5.0,
    computes: 0.0001,
    can_await: true,
    within: 7.0,
};

/// Cars that report once in a minute, through a library that knows no `async`.
const CARS: Job = Job {
    count: 100_000,
    waits: 60.0,
    computes: 0.00001,
    can_await: false,
    within: 65.0,
};

const CORES: u32 = 8;
const MOST_THREADS: u32 = 10_000;

/// Many alike. Times are in seconds; `waits` and `computes` are of each, and it waits
/// before it computes. What cannot await blocks its thread while it waits.
#[derive(Clone, Copy)]
struct Job {
    count: u32,
    waits: f64,
    computes: f64,
    can_await: bool,
    within: f64,
}

impl Job {
    /// On one thread waits overlap if they can be awaited. Computations never do.
    fn as_tasks(self) -> Taken {
        let Self { count, waits, computes, can_await, .. } = self;
        let waits = if can_await { waits } else { waits * f64::from(count) };
        Taken { seconds: waits + computes * f64::from(count), threads: 1 }
    }

    /// All wait together, and then the cores are shared by those who compute.
    fn with_a_thread_each(self) -> Taken {
        let rounds = (f64::from(self.count) / f64::from(CORES)).max(1.0);
        let seconds = self.waits + self.computes * rounds;
        Taken { seconds, threads: self.count }
    }

    /// Eight at a time, from beginning to end.
    fn with_a_thread_per_core(self) -> Taken {
        let rounds = f64::from(self.count.div_ceil(CORES));
        let seconds = (self.waits + self.computes) * rounds;
        Taken { seconds, threads: self.count.min(CORES) }
    }

    fn is_done_by(self, taken: Taken) -> bool {
        taken.seconds <= self.within && taken.threads <= MOST_THREADS
    }
}

/// What one way of doing a job takes.
#[derive(Clone, Copy)]
struct Taken {
    seconds: f64,
    threads: u32,
}

// Here end the jobs and the rules. What follows compares.

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
        None => reject(None, format!("{name}: you have not picked a way yet")),
        Some(Way::NoneOfThem) if fewest.is_none() => return,
        Some(Way::NoneOfThem) => {
            reject(None, format!("{name}: one of the ways is done in time."))
        }
        Some(Way::Tasks) => ("Tasks", tasks),
        Some(Way::ThreadEach) => ("ThreadEach", each),
        Some(Way::ThreadPerCore) => ("ThreadPerCore", per_core),
    };
    if job.is_done_by(taken) && Some(taken.threads) == fewest {
        return;
    }
    let Taken { seconds, threads } = taken;
    let tasks_will_do = job.is_done_by(tasks);
    let (is_wrong, belief) = if threads > MOST_THREADS {
        let belief = if tasks_will_do {
            "one-thread-one-wait"
        } else {
            "threads-without-end"
        };
        (format!("the machine allows {MOST_THREADS} threads"), Some(belief))
    } else if job.is_done_by(taken) {
        let belief = if tasks_will_do {
            "one-thread-one-wait"
        } else {
            "more-threads-more-speed"
        };
        ("there is a way with fewer threads".to_owned(), Some(belief))
    } else {
        let belief = match way {
            "Tasks" if job.waits > job.computes && !job.can_await => {
                Some("blocking-is-waiting")
            }
            "Tasks" => Some("tasks-are-faster"),
            _ if tasks_will_do => Some("one-thread-one-wait"),
            _ => fewest.map(|_| "no-more-threads-than-cores"),
        };
        (format!("it must be done within {} s", job.within), belief)
    };
    let threads = match threads {
        1 => "1 thread".to_owned(),
        threads => format!("{threads} threads"),
    };
    let tenths = if seconds < 100.0 { 10.0 } else { 1.0 };
    let seconds = (seconds * tenths).round() / tenths;
    let measured =
        format!("{name}: `{way}` takes {threads} and {seconds} s, and {is_wrong}.");
    reject(belief, measured);
}
