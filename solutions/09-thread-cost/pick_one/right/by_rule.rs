//! By a rule instead of eight decisions: what does it do for most of its time?

const AWAITS: Way = Way::Tasks;
const BLOCKS: Way = Way::ThreadEach;
const COMPUTES: Way = Way::ThreadPerCore;

pub const WEB_SOCKETS: Option<Way> = Some(AWAITS);
pub const TEN_PAGES: Option<Way> = Some(AWAITS);
pub const CHAT_MESSAGES: Option<Way> = Some(AWAITS);
pub const OLD_DATABASE: Option<Way> = Some(BLOCKS);
pub const VIDEOS: Option<Way> = Some(COMPUTES);
pub const THUMBNAILS: Option<Way> = Some(COMPUTES);
/// The computing alone takes fifty seconds, and six on eight cores.
pub const LOGINS: Option<Way> = Some(Way::ThreadEach);
/// They block, and there are too many for a thread each.
pub const OLD_FLEET: Option<Way> = Some(Way::NoneOfThem);

pub enum Way {
    Tasks,
    ThreadEach,
    ThreadPerCore,
    NoneOfThem,
}
