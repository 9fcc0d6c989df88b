//! misconception: no-more-threads-than-cores
//! There are eight cores, so only eight threads can run at a time.

pub const WEB_SOCKETS: Option<Way> = Some(Way::Tasks);
pub const VIDEOS: Option<Way> = Some(Way::ThreadPerCore);
pub const THUMBNAILS: Option<Way> = Some(Way::ThreadPerCore);
pub const OLD_DATABASE: Option<Way> = Some(Way::ThreadPerCore);
pub const TEN_PAGES: Option<Way> = Some(Way::Tasks);
pub const LOGINS: Option<Way> = Some(Way::ThreadPerCore);
pub const CHAT_MESSAGES: Option<Way> = Some(Way::Tasks);
pub const OLD_FLEET: Option<Way> = Some(Way::NoneOfThem);

pub enum Way {
    Tasks,
    ThreadEach,
    ThreadPerCore,
    NoneOfThem,
}
