//! Why does one `thread::sleep` freeze everything? Two functions with one name.
//!
//! This story always writes their full paths. `tokio::time::sleep` returns a future.
//! `stage::thread::sleep` blocks its thread: on the real clock, it is the standard
//! library's; on the virtual clock, it moves the clock.

mod deadline;
mod hi_hoi;
mod late;
mod missed;
mod ticker;
mod workers;

fn main() -> std::process::ExitCode {
    stage::tell("Two kinds of sleep", |stage| {
        stage.act("hi, and then hoi", hi_hoi::one_after_the_other());
        stage.act("hi and hoi together", hi_hoi::together());
        stage.fast_act("hi and hoi together, blocking", hi_hoi::together_blocking());
        stage.act("A ticker next to a sleep that waits", ticker::beside_waiting());
        stage.act("A ticker next to a sleep that blocks", ticker::beside_blocking());
        stage.measured("A timer among many workers", workers::a_timer_among_many);
        stage.act("A timeout around each", late::a_timeout_around_each());
        stage.act("A sleep created early", deadline::made_early());
        stage.act("An interval after a long turn", missed::after_a_long_turn());
    })
}
