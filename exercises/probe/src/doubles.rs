//! Test doubles for what an attempt depends on: a service, a peer, a socket, a future, a
//! waker.

mod loopback;
mod scripted_peer;
mod service;
mod test_future;
mod test_waker;
mod wake_log;

pub use loopback::{FarEnd, Refused, Unread, loopback};
pub use scripted_peer::{Heard, PeerStream, ScriptedPeer};
pub use service::Service;
pub use test_future::TestFuture;
pub use test_waker::TestWaker;
pub use wake_log::WakeLog;
