//! What happens to the code after the `.await` when the deadline passes?
//!
//! The first acts run `painting::paint` and end it in different ways.

mod deadline;
mod further_in;
mod handle;
mod letters;
mod painting;
mod spawned;
mod too_late;

use stage::say;
use std::time::Duration;
use tokio::{runtime::Handle, time::sleep};

fn main() -> std::process::ExitCode {
    stage::tell("Called off", |stage| {
        stage.act("In time", too_late::in_time());
        stage.act("Too late", too_late::too_late());
        stage.act("Too late for a handle", handle::too_late());
        stage.act("Told to stop", handle::told_to_stop());
        stage.act("The timeout further in", further_in::the_timeout_further_in());
        stage.act("A destructor that spawns", spawned::a_destructor_that_spawns());
        stage.act("Three walls", deadline::three_walls());
        stage.act("Whose letters?", letters::whose_letters());
        stage.act("A new line for Bob", letters::a_line_is_replaced());
    })
}

const TENTH: Duration = Duration::from_millis(100);

fn tasks_alive() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// Gives all tasks half a second to finish what they are doing.
async fn half_a_second_later() {
    sleep(5 * TENTH).await;
    say!("half a second later; tasks alive: {}", tasks_alive());
}
