//! # Pick one
//!
//! **predict, 10 minutes**
//!
//! You have eight jobs, and a machine with eight cores that allows ten thousand
//! threads. Nothing else runs on it. Each job consists of many items of the same
//! kind. There are three ways to do a job:
//!
//! - `Tasks`: a task for each item, all of them on one thread.
//! - `ThreadEach`: a thread for each item.
//! - `ThreadPerCore`: eight threads. Each takes an item, finishes it, and takes the
//!   next one.
//!
//! **Given:** programs/pick_one.rs lists the jobs: how many items there are, how
//! long each of them waits and computes, whether it can `.await` or blocks, and the
//! time limit for the whole job.
//!
//! For each job, pick the way that meets the time limit with the fewest threads. If
//! none of them does, pick `NoneOfThem`.
//!
//! **Judged:** by the formulas in programs/pick_one.rs, below the jobs. A wrong
//! guess costs nothing, and you learn the most from it.
//!
//! **Taught in:** lessons/09-thread-cost, "What a thread costs".

// TODO: replace each `None` with your pick, as in `Some(Way::ThreadEach)`.
pub const WEB_SOCKETS: Option<Way> = None;
pub const VIDEOS: Option<Way> = None;
pub const THUMBNAILS: Option<Way> = None;
pub const OLD_DATABASE: Option<Way> = None;
pub const TEN_PAGES: Option<Way> = None;
pub const LOGINS: Option<Way> = None;
pub const CHAT_MESSAGES: Option<Way> = None;
pub const OLD_FLEET: Option<Way> = None;

pub enum Way {
    Tasks,
    ThreadEach,
    ThreadPerCore,
    NoneOfThem,
}
