//! Use tasks for jobs that wait and can await, as many threads as cores for jobs
//! that compute, and a thread for each item of jobs that block, as long as there are
//! enough threads.
//!
//! A login both waits and computes. On one thread, the computing adds up, and on
//! eight threads, the waits add up. Even better would be tasks that hand the hashing
//! to eight threads. For a hundred thousand connections that block, the only
//! solution is a different library.

pub const WEB_SOCKETS: Option<Way> = Some(Way::Tasks);
pub const VIDEOS: Option<Way> = Some(Way::ThreadPerCore);
pub const THUMBNAILS: Option<Way> = Some(Way::ThreadPerCore);
pub const OLD_DATABASE: Option<Way> = Some(Way::ThreadEach);
pub const TEN_PAGES: Option<Way> = Some(Way::Tasks);
pub const LOGINS: Option<Way> = Some(Way::ThreadEach);
pub const CHAT_MESSAGES: Option<Way> = Some(Way::Tasks);
pub const OLD_FLEET: Option<Way> = Some(Way::NoneOfThem);

pub enum Way {
    Tasks,
    ThreadEach,
    ThreadPerCore,
    NoneOfThem,
}
