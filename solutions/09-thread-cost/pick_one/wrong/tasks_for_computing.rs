//! misconception: tasks-are-faster
//! Tasks are light and start fast, and two thousand pictures are a lot.

pub const WEB_SOCKETS: Option<Way> = Some(Way::Tasks);
pub const VIDEOS: Option<Way> = Some(Way::Tasks);
pub const THUMBNAILS: Option<Way> = Some(Way::Tasks);
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
