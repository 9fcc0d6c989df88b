//! tests-failed: the clock of this check knows the sleep of tokio and no other
//! A thread for each stone sleeps and then tells. The hand does rest, but the header
//! has said by which clock.

use crate::Pond;
use std::thread;
use tokio::sync::oneshot;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let takes = pond.throw().takes();
        let (tell, told) = oneshot::channel();
        thread::spawn(move || {
            thread::sleep(takes);
            tell.send(()).ok();
        });
        told.await.ok();
    }
}
