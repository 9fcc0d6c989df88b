//! misconception: block-on-inside-the-loop
//! The new runtime runs on another thread, but it is dropped on this one, which
//! would block again.

use crate::Station;
use std::thread;
use tokio::runtime::Runtime;

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station);
    format!("to {town}: {way}")
}

fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town));
    let platform = phone(station.platform_of(train));
    format!("train {train}, platform {platform}")
}

fn phone<T: Send>(answer: impl Future<Output = T> + Send) -> T {
    let runtime = Runtime::new().expect("the system has room for a runtime");
    thread::scope(|scope| {
        let call = scope.spawn(|| runtime.block_on(answer));
        call.join().expect("a call ends well")
    })
}
