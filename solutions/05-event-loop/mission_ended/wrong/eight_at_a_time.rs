//! tests-failed: given 42 scouts
//! At most eight scouts are out at a time.

use crate::Scout;
use futures::{StreamExt, stream};
use probe::Log;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    stream::iter(scouts)
        .map(|scout| scout.explore())
        .buffer_unordered(8)
        .for_each(|report| {
            log.say(report);
            std::future::ready(())
        })
        .await;
    log.say("mission ended");
}
