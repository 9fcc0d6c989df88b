//! misconception: threads-without-end
//! The job blocks, so each item needs a thread, and a thread hardly touches any
//! memory.

pub const WEB_SOCKETS: Option<Way> = Some(Way::Tasks);
pub const VIDEOS: Option<Way> = Some(Way::ThreadPerCore);
pub const THUMBNAILS: Option<Way> = Some(Way::ThreadPerCore);
pub const OLD_DATABASE: Option<Way> = Some(Way::ThreadEach);
pub const TEN_PAGES: Option<Way> = Some(Way::Tasks);
pub const LOGINS: Option<Way> = Some(Way::ThreadEach);
pub const CHAT_MESSAGES: Option<Way> = Some(Way::Tasks);
pub const OLD_FLEET: Option<Way> = Some(Way::ThreadEach);

pub enum Way {
    Tasks,
    ThreadEach,
    ThreadPerCore,
    NoneOfThem,
}
