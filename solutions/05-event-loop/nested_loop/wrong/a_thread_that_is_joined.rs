//! misconception: waiting-needs-no-async
//! On another thread, a loop may block. The panic is gone, but joining that thread
//! makes the other tasks wait.

use crate::Station;
use std::thread;
use tokio::runtime::Builder;

pub async fn ring(town: String, station: Station) -> String {
    let way = directions(&town, &station);
    format!("to {town}: {way}")
}

fn directions(town: &str, station: &Station) -> String {
    let train = phone(station.train_to(town));
    let platform = phone(station.platform_of(train));
    format!("train {train}, platform {platform}")
}

fn phone<T: Send + 'static>(answer: impl Future<Output = T> + Send + 'static) -> T {
    let call = thread::spawn(|| {
        let runtime = Builder::new_current_thread().enable_all().build();
        runtime.expect("the system has room for a runtime").block_on(answer)
    });
    call.join().expect("a call ends well")
}
