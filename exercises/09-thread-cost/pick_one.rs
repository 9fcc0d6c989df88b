//! # Pick one
//!
//! **predict, 10 minutes**
//!
//! Eight jobs, and one machine with eight cores. It allows ten thousand threads, and
//! nothing else runs on it. Each job consists of many alike, and there are three
//! ways to do them:
//!
//! - `Tasks`: a task each, all of them on one thread.
//! - `ThreadEach`: a thread each.
//! - `ThreadPerCore`: eight threads. Each takes one, does it to its end, and takes
//!   the next.
//!
//! The jobs are in programs/pick_one.rs: how many there are, how long each waits and
//! computes, whether it can `.await` or blocks, and when all must be done. Pick for
//! each job the way that is done in time with the fewest threads. If no way is done
//! in time, pick `NoneOfThem`.
//!
//! **Judged:** each way is reckoned for each job, by the rules below the jobs in the
//! same file. A wrong guess costs nothing and teaches the most.
//!
//! **Taught in:** lessons/09-thread-cost, "What a thread costs".

// TODO: replace each `None` by your pick, as in `Some(Way::ThreadEach)`.
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
