//! Why does one `thread::sleep` freeze everybody? Two sleeps with one name, side by side.
//!
//! Both are told by their paths throughout: `stage::thread::sleep` is the standard
//! library's on the real clock and blocks its thread; `tokio::time::sleep` is a future.

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
        stage.act("A ticker beside a sleep that waits", ticker::beside_waiting());
        stage.act("A ticker beside a sleep that blocks", ticker::beside_blocking());
        stage.measured("A timer among many workers", workers::a_timer_among_many);
        stage.act("A timeout round each", late::a_timeout_round_each());
        stage.act("A sleep made early", deadline::made_early());
        stage.act("An interval after a long turn", missed::after_a_long_turn());
    })
}
