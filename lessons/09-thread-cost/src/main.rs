//! What a thread costs, and what a task costs, measured on the machine that runs this.
//!
//! `sessions.rs` has the same work on four threads and in four tasks. The others
//! measure: `threads.rs` and `tasks.rs` what they take, `starting.rs` how long a start
//! takes, `limits.rs` how many threads there may be. `memory.rs` asks the system.

mod limits;
mod memory;
mod sessions;
mod starting;
mod tasks;
mod threads;

fn main() -> std::process::ExitCode {
    stage::tell("What a thread costs", |stage| {
        stage.threads("A thread each", sessions::a_thread_each);
        stage.act("A task each", sessions::a_task_each());
        stage.measured("What a thread takes", threads::what_they_take);
        stage.measured("What a task takes", tasks::what_they_take);
        stage.measured("What a start takes", starting::what_it_takes);
    })
}
