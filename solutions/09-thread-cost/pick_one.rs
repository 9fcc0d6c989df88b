//! Tasks for what waits and can await; as many threads as cores for what computes; a
//! thread each for what blocks, as long as there are threads.
//!
//! A login waits and computes. On one thread its computing adds up, and eight threads
//! would wait in turn; best would be tasks that hand the hashing over to eight threads.
//! For a hundred thousand lines that block, nothing helps but another library.

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
