//! Uses one rule instead of eight decisions: what does the job do most of the time?

const AWAITS: Way = Way::Tasks;
const BLOCKS: Way = Way::ThreadEach;
const COMPUTES: Way = Way::ThreadPerCore;

pub const WEB_SOCKETS: Option<Way> = Some(AWAITS);
pub const TEN_PAGES: Option<Way> = Some(AWAITS);
pub const CHAT_MESSAGES: Option<Way> = Some(AWAITS);
pub const OLD_DATABASE: Option<Way> = Some(BLOCKS);
pub const VIDEOS: Option<Way> = Some(COMPUTES);
pub const THUMBNAILS: Option<Way> = Some(COMPUTES);
/// The computing alone takes fifty seconds on one core, and about six seconds on
/// eight cores.
pub const LOGINS: Option<Way> = Some(Way::ThreadEach);
/// The items block, and there are too many to give each one a thread.
pub const OLD_FLEET: Option<Way> = Some(Way::NoneOfThem);

pub enum Way {
    Tasks,
    ThreadEach,
    ThreadPerCore,
    NoneOfThem,
}
