//! Spawns the sleep as a task and awaits the task.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        let rest = tokio::spawn(tokio::time::sleep(flight.takes()));
        rest.await.expect("a rest does not panic");
    }
}
