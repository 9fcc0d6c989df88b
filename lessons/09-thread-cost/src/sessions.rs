//! Four sessions that mostly wait: each on its own thread, or each in its own task.
//!
//! The lines and their times are the same. Only the number of waiting threads
//! differs.

use stage::{OnLane, done, lane, say};
use std::{
    collections::HashSet,
    thread::{self, ThreadId},
    time::Duration,
};

const SESSIONS: u32 = 4;
const ANSWER: Duration = Duration::from_millis(200);

pub(crate) fn a_thread_each() {
    let session = |number| {
        let name = format!("session {number}");
        let lane = lane(&name);
        stage::thread::spawn(&name, move || {
            lane.in_scope(|| {});
            stage::thread::sleep(number * ANSWER);
            lane.in_scope(|| say!("session {number} has its answer"));
            done(&lane);
            thread::current().id()
        })
    };
    let threads: Vec<_> = (1..=SESSIONS).map(session).collect();
    let on = threads.into_iter().map(|it| it.join().expect("a session answers"));
    tell(&on.collect());
}

pub(crate) async fn a_task_each() {
    let session = |number| {
        let session = async move {
            tokio::time::sleep(number * ANSWER).await;
            say!("session {number} has its answer");
            thread::current().id()
        };
        tokio::spawn(session.on_lane(format!("session {number}")))
    };
    let tasks: Vec<_> = (1..=SESSIONS).map(session).collect();
    let mut on = HashSet::new();
    for task in tasks {
        on.insert(task.await.expect("a session answers"));
    }
    tell(&on);
}

fn tell(on: &HashSet<ThreadId>) {
    say!("sessions {SESSIONS}, threads that served them {}", on.len());
}
