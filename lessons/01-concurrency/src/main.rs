//! Two stones and a pond: waiting for two things at once, and doing two things at
//! once.
//!
//! `pond.rs` has the stones and the counters. `hands.rs` has three ways to throw
//! them. `machine.rs` measures what a second thread gains on this machine.

mod hands;
mod machine;
mod pond;

fn main() -> std::process::ExitCode {
    stage::tell("Two stones", |stage| {
        stage.threads("One hand waits for each stone", hands::one_hand_waits);
        stage.act("One hand does not wait", hands::one_hand_does_not_wait());
        stage.threads("Two hands", hands::two_hands);
        stage.measured("Waiting and computing here", machine::waiting_and_computing);
    })
}
