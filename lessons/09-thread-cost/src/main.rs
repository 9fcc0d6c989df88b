//! What a thread costs, and what a task costs, measured on the machine that runs
//! this.
//!
//! `sessions.rs` does the same work on four threads and in four tasks. `threads.rs` and
//! `tasks.rs` measure memory, and `starting.rs` measures how long it takes to start
//! one. `limits.rs` finds out how many threads the system allows, and `memory.rs` asks
//! the system how much memory the process has.

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
