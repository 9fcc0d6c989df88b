//! Wrong on purpose: a destructor spawns its cleanup as a task that nothing waits
//! for.

use crate::{TENTH, painting::wash_brush, tasks_alive};
use stage::{OnLane, say};
use tokio::time::{sleep, timeout};

struct Brush;

impl Drop for Brush {
    fn drop(&mut self) {
        say!("a task will wash the brush");
        tokio::spawn(wash_brush());
    }
}

async fn paint() {
    let _brush = Brush;
    say!("painting");
    sleep(3 * TENTH).await;
    say!("painted");
}

pub(crate) async fn a_destructor_that_spawns() {
    let _too_late = timeout(TENTH, paint().on_lane("paint")).await;
    say!("main ends; tasks alive: {}", tasks_alive());
}
