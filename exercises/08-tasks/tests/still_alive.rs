//! The learner predicts how many errands each of eight mains delivers before it
//! returns.

#[path = "../programs/still_alive.rs"]
mod programs;
#[path = "../still_alive.rs"]
mod still_alive;

use probe::{
    Log,
    predict::{Alternative, Column, Outcome, Sheet},
    time,
};
use programs::*;
use still_alive::DELIVERED;
use tokio::{spawn, time::sleep};

#[test]
fn the_deliveries_of_each_main_are_predicted() {
    let sheet = Sheet::new([Column::count("errands", "it delivers", "errand")])
        .question("1. returns", DELIVERED.returns, || deliveries(returns))
        .question("2. dropped", DELIVERED.dropped, || deliveries(dropped))
        .question("3. timed_out", DELIVERED.timed_out, || deliveries(timed_out))
        .question("4. timed_inside", DELIVERED.timed_inside, || {
            deliveries(timed_inside)
        })
        .question("5. aborted", DELIVERED.aborted, || deliveries(aborted))
        .question("6. a_set", DELIVERED.a_set, || deliveries(a_set))
        .question("7. one_panics", DELIVERED.one_panics, || deliveries(one_panics))
        .question("8. joined", DELIVERED.joined, || deliveries(joined));

    let waits = "main waited until its tasks had ended";
    sheet.judge("1. returns", [if_(waits, "main-waits-for-its-tasks", dropped)]);
    let ends = "a task ended with its handle";
    sheet.judge("2. dropped", [if_(ends, "tasks-end-with-their-starter", aborted)]);
    let stops = "the timeout stopped the task and not only the waiting";
    sheet.judge("3. timed_out", [if_(stops, "timeout-ends-the-task", timed_inside)]);
    sheet.judge("4. timed_inside", []);
    sheet.judge("5. aborted", []);
    let lets_go = "a `JoinSet` detached its tasks when dropped, as a handle does";
    let lets_go = if_(lets_go, "a-set-is-a-list-of-handles", handles_dropped);
    sheet.judge("6. a_set", [lets_go]);
    let spreads = "the panic also ended the other tasks";
    sheet.judge("7. one_panics", [if_(spreads, "a-panic-leaves-its-task", joined)]);
    let branches = "each branch of a `join!` were a task of its own";
    sheet.judge("8. joined", [if_(branches, "a-branch-is-a-task", one_panics)]);
}

fn deliveries<F: Future>(main: impl FnOnce(Log) -> F + 'static) -> Outcome {
    Outcome::logged(main, |lines, took| {
        Outcome::new(lines.len()).detail(format!("It returns at {}.", time(took)))
    })
}

fn if_<F: Future + 'static>(
    if_: &str,
    misconception: &'static str,
    main: fn(Log) -> F,
) -> Alternative {
    Alternative::new(if_, misconception, move || deliveries(main))
}

/// What would happen if the `JoinSet` were a list of handles.
async fn handles_dropped(log: Log) {
    drop([(); 3].map(|()| spawn(errand(log.clone()))));
    sleep(2 * SECOND).await;
}
