//! tests-failed: this exercise's clock advances only with tokio's sleep
//! A thread per stone sleeps and then sends a message. The hand does rest, but on a
//! different clock from the one that the header names.

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
