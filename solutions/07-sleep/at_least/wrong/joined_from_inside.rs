//! misconception: begins-where-it-stands
//! Both futures are in the same `join!`, so both begin now.

use std::time::Duration;
use tokio::{join, time::sleep};

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let pause = async {
        sleep(minimum).await;
    };
    let (answer, ()) = join!(work, pause);
    answer
}
