//! misconception: tasks-are-faster
//! A login mostly waits, and its wait can be awaited.

pub const WEB_SOCKETS: Option<Way> = Some(Way::Tasks);
pub const VIDEOS: Option<Way> = Some(Way::ThreadPerCore);
pub const THUMBNAILS: Option<Way> = Some(Way::ThreadPerCore);
pub const OLD_DATABASE: Option<Way> = Some(Way::ThreadEach);
pub const TEN_PAGES: Option<Way> = Some(Way::Tasks);
pub const LOGINS: Option<Way> = Some(Way::Tasks);
pub const CHAT_MESSAGES: Option<Way> = Some(Way::Tasks);
pub const OLD_FLEET: Option<Way> = Some(Way::NoneOfThem);

pub enum Way {
    Tasks,
    ThreadEach,
    ThreadPerCore,
    NoneOfThem,
}
